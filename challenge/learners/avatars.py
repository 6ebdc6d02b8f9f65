"""The pictures a learner may be: a sea thing, in a colour, under a hat. Nothing of the child.

``frontend/src/art/crew.svg`` draws them, and ``frontend/src/lib/crew/avatars.ts`` has the
same lists; a test holds them equal.
"""

ANIMALS = (
    "dugong",
    "turtle",
    "dolphin",
    "seahorse",
    "octopus",
    "crab",
    "starfish",
    "jellyfish",
    "whale",
    "ray",
    "pufferfish",
    "clownfish",
    "lobster",
    "shrimp",
    "oyster",
    "urchin",
    "squid",
    "seal",
    "otter",
    "pelican",
    "flamingo",
    "heron",
    "gull",
    "hermit",
)
COLOURS = ("teal", "coral", "sand", "violet", "lime", "navy", "rose", "sky")
HATS = ("cap", "sailor", "beanie", "straw", "crown", "flower")

# An animal, one in a colour, and one in a colour under a hat; "" has not chosen.
AVATARS = frozenset(
    (
        "",
        *ANIMALS,
        *(f"{animal}-{colour}" for animal in ANIMALS for colour in COLOURS),
        *(
            f"{animal}-{colour}-{hat}"
            for animal in ANIMALS
            for colour in COLOURS
            for hat in HATS
        ),
    )
)

# The same list as a pattern, for whoever checks before sending.
AVATAR_PATTERN = (
    f"^(({'|'.join(ANIMALS)})(-({'|'.join(COLOURS)})(-({'|'.join(HATS)}))?)?)?$"
)
