"""Small question banks for tests."""

import base64
from io import BytesIO

from PIL import Image

GIFT = b"""// A bank
::Telling::Whom do you tell?{
    =A trusted adult#They can help.
    ~Nobody#You need not be alone.
}

$CATEGORY: $course$/top/Form B

Is a password a secret?{T#It is, for friends, too.#Yes.}
::Me::Write about yourself. {}
"""


def png(width: int = 8, height: int = 6) -> bytes:
    """Return a PNG of one colour."""
    file = BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "PNG")
    return file.getvalue()


PNG = png()

MOODLE = f"""<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="multichoice">
    <name><text>Door</text></name>
    <questiontext format="html">
      <text><![CDATA[<p>Who is at the <b>door</b>?</p><p><img src="@@PLUGINFILE@@/my%20door.png" alt="A door"></p>]]></text>
      <file name="my door.png" path="/" encoding="base64">{base64.b64encode(PNG).decode()}</file>
    </questiontext>
    <idnumber>door-1</idnumber>
    <single>true</single>
    <answer fraction="0"><text>A friend</text><feedback><text>Maybe not.</text></feedback></answer>
    <answer fraction="100"><text>We do not know</text><feedback><text>So ask.</text></feedback></answer>
    <correctfeedback><text>Right.</text></correctfeedback>
    <incorrectfeedback><text>Look again.</text></incorrectfeedback>
  </question>
</quiz>
""".encode()  # noqa: E501 -- Moodle has each text on one line
