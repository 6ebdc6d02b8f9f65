"""What is done with a pack: examine it, import it, tell how it went."""

import logging
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from cms.packs import files, planning, writing
from cms.packs.errors import PackError
from cms.packs.models import PackImport
from cms.packs.planning import Plan, Tell
from cms.packs.signing import Signer

logger = logging.getLogger(__name__)

TRUST_PERMISSION = "cms.trust_packimport"


@dataclass(frozen=True)
class Examined:
    """A pack that was looked at: what an import would do, or why none can."""

    signer: Signer | None = None
    plan: Plan | None = None
    faults: tuple[str, ...] = ()


def examine(data: bytes, user: Any = None) -> Examined:
    """Look at the file of a pack; nothing is written.

    Args:
        data: the file.
        user: who would import it; None on the command line.
    """
    signer = None
    try:
        pack = files.read(data)
        signer = pack.signer
        plan = planning.make_plan(pack, user)
    except PackError as error:
        return Examined(signer, None, tuple(error.lines))
    except Exception:
        # Without the exception: it may quote the file.
        logger.error("A pack could not be examined")
        return Examined(signer, None, (gettext("The pack could not be read."),))
    return Examined(signer, plan, tuple(plan.faults))


def may_trust(user: Any) -> bool:
    """Return whether a user may vouch for a pack of a signer whom the site does not know."""
    return user is None or user.has_perm(TRUST_PERMISSION)


def require_trust(signer: Signer, trusted: bool, user: Any = None) -> None:
    """Refuse a pack of a signer whom nobody vouches for.

    Raises:
        PackError: if the site does not know the signer, and the user does not say, or may
            not say, that the file is to be trusted.
    """
    if signer.is_trusted:
        return
    if not trusted:
        raise PackError(
            gettext(
                "%(signer)s. Import it only if you know where it comes from, and say so."
            )
            % {"signer": signer.trust.label}
        )
    if not may_trust(user):
        raise PackError(
            gettext(
                "%(signer)s. You may not vouch for it: ask an administrator to import it, "
                "or to add the key of its site to the settings."
            )
            % {"signer": signer.trust.label}
        )


def import_pack(
    data: bytes,
    theirs: list[str],
    trusted: bool = False,
    user: Any = None,
    tell: Tell = lambda *_done: None,
) -> list[dict[str, str]]:
    """Import the file of a pack, in one transaction.

    Args:
        data: the file.
        theirs: the uids of conflicts in which the pack wins.
        trusted: whether the importer vouches for a signer whom the site does not know.
        user: who imports; None on the command line.
        tell: is told how many steps of how many are done.

    Returns:
        What was done with each thing that is not the same: see ``writing.Done``.

    Raises:
        PackError: saying why nothing was imported.
    """
    pack = files.read(data)
    require_trust(pack.signer, trusted, user)
    # Looking and writing take about as long as each other.
    plan = planning.make_plan(pack, user, lambda done, of: tell(done, 2 * of))
    return writing.write(plan, theirs, user, lambda done, of: tell(of + done, 2 * of))


def carry_out(record: PackImport) -> None:
    """Do an import that was decided on, and note how it went. Raises nothing."""

    def tell(done: int, of: int) -> None:
        record.progress = 100 * done // max(1, of)

    try:
        if record.owner is None:
            raise PackError(gettext("Whoever sent the pack has no account any more."))
        rows = import_pack(
            bytes(record.data), record.theirs, record.trusted, record.owner, tell
        )
    except PackError as error:
        record.state, record.report = PackImport.State.FAILED, {"faults": error.lines}
    except Exception:
        logger.exception("A pack could not be imported")
        record.state = PackImport.State.FAILED
        record.report = {"faults": [gettext("The import failed; nothing was written.")]}
    else:
        record.state, record.data = PackImport.State.DONE, b""
        record.report = {
            "rows": rows,
            "counts": Counter(row["action"] for row in rows),
        }
    record.finished_at = timezone.now()
    record.save()
