/** Classes of the site under test, as their educator has them. */
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import type { Language } from "./words";

const ROOT = resolve(__dirname, "../../..");
const PYTHON = process.env.SITE_PYTHON ?? "";
const DATA = process.env.SITE_DATA_DIR ?? "";

export interface Seat {
  id: string;
  label: string;
  pictures: string[];
}

export interface Classroom {
  id: string;
  /** As it is shown: XXXX-XXXX. */
  code: string;
  playName: string;
  seats: Seat[];
}

interface Wanted {
  band: string;
  language: Language;
  size: number;
  /** The modules that are due, in their order. */
  modules: string[];
  /** Leave the sensitive ones locked. */
  locked?: boolean;
}

const RUN = "import sys, json, django; django.setup(); wanted = json.loads(sys.argv[1])\n";

const MAKE = `
import datetime
from challenge.accounts.models import User
from challenge.classrooms import assigning, codes, names, services
educator = User.objects.get(username="educator")
made = services.create_class(
    educator, name="5b", band=wanted["band"], locale=wanted["language"],
    ends_on=datetime.date.today() + datetime.timedelta(days=90), size=wanted["size"],
)
services.open_window(made)
for module in wanted["modules"]:
    is_sensitive = assigning.is_sensitive(assigning.assignable(made)[module])
    if is_sensitive and not wanted.get("locked"):
        services.unlock(made, module)
    assigning.assign(
        made, module, due_on=datetime.date(2026, 12, 3), note="Bring your headphones."
    )
print(json.dumps({
    "id": str(made.uid),
    "code": codes.shown(made.code),
    "playName": names.play_name(made.play_name, made.locale),
    "seats": [
        {
            "id": str(seat.uid),
            "label": names.seat_label(seat.label, made.locale),
            "pictures": seat.pictures,
        }
        for seat in made.seats.all()
    ],
}))
`;

const CHANGE = `
from challenge.classrooms import services
from challenge.classrooms.models import Classroom
classroom = Classroom.objects.get(uid=wanted["id"])
getattr(services, wanted["change"])(classroom, *wanted["with"])
print("null")
`;

/** Make a class whose door is open. */
export function makeClass(wanted: Wanted): Classroom {
  return run(MAKE, wanted) as Classroom;
}

/** Close the door of a class, end the class, or open a sensitive module for it. */
export function change(
  { id }: Classroom,
  change: "close_window" | "end_class" | "unlock",
  ...more: string[]
): void {
  run(CHANGE, { id, change, with: more });
}

function run(program: string, wanted: object): unknown {
  const { status, stdout, stderr } = spawnSync(
    PYTHON,
    ["-c", RUN + program, JSON.stringify(wanted)],
    {
      encoding: "utf8",
      cwd: ROOT,
      env: {
        ...process.env,
        DJANGO_SETTINGS_MODULE: "config.settings.dev",
        DATA_DIR: DATA,
        DATABASE_URL: `sqlite:///${join(DATA, "db.sqlite3")}`,
      },
    },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
