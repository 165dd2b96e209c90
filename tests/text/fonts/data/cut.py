"""Cut cjk.ttc out of the npm packages that carry Noto Sans JP, SC and KR.

python tests/text/fonts/data/cut.py
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).resolve().parent
VERSION = "0.4.3"
# The last four are Han characters that the three draw each in its own way.
SHARED = " !,.012345…“”‘’—、。「」『』《》（），！？：・ー直骨書校"
CHARACTERS = {
    "jp": "これは図書館を守るための言葉です。私たちは決して諦めません。人国一学校ッャュョっゃゅょぁァヴがパ直骨",
    "sc": "图书馆属于每一个人，知识不应有门槛。这是为了保护的话国书学校直骨守",
    "kr": "도서관은모두의것입니다지식에는문턱이없어야합니다학교圖書",
}


def cut(region: str, folder: Path) -> TTFont:
    package = f"@expo-google-fonts/noto-sans-{region}@{VERSION}"
    subprocess.run(["npm", "install", "--silent", "--prefix", folder, package], check=True)
    package_folder = folder / "node_modules" / "@expo-google-fonts" / f"noto-sans-{region}"
    font = TTFont(package_folder / "400Regular" / f"NotoSans{region.upper()}_400Regular.ttf", recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.layout_features = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(text=SHARED + CHARACTERS[region])
    subsetter.subset(font)
    (HERE / "OFL-noto-sans-cjk.txt").write_bytes((package_folder / "LICENSE_FONT").read_bytes())
    return font


if __name__ == "__main__":
    with TemporaryDirectory() as temporary:
        collection = TTCollection()
        collection.fonts = [cut(region, Path(temporary)) for region in CHARACTERS]
        collection.save(HERE / "cjk.ttc")
