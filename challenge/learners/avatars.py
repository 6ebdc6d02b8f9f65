"""The pictures a learner may be: a sea thing, in a colour. Nothing of the child."""

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
COLOURS = ("teal", "coral", "sand", "violet", "lime", "navy")

# An animal alone, or an animal in a colour; "" is a learner who has not chosen.
AVATARS = frozenset(
    ("", *ANIMALS, *(f"{animal}-{colour}" for animal in ANIMALS for colour in COLOURS))
)

# The same list as a pattern, for whoever checks before sending.
AVATAR_PATTERN = f"^(({'|'.join(ANIMALS)})(-({'|'.join(COLOURS)}))?)?$"
