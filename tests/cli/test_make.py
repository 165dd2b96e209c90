"""`memegen make`: fields as options, where the file goes, what stdout carries."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from memegen.template.catalog import Catalog
from tests.helpers.command import Command


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


def test_make_writes_the_file_that_is_named(memegen: Command) -> None:
    result = memegen.run("make", "thank-you", "--to", "Durham", "-o", "durham.png")
    assert result.lines == ["durham.png"]
    assert (memegen.folder / "durham.png").read_bytes().startswith(b"\x89PNG")


def test_default_file_name_has_template_and_text(memegen: Command) -> None:
    result = memegen.run("make", "-T", "mine.yaml", "plain", "--quote", "Don't “panic” — ever, Zoë!")
    assert result.lines == ["plain-dont-panic-ever-zoe.png"]
    assert "plain-dont-panic-ever-zoe.png" in memegen.files()


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["Durham"], "did you mean --to Durham? see memegen make thank-you --help"),
        (["South", "Durham"], "did you mean --to 'South Durham'? see"),
        (
            ["--to", "South", "Durham", "-p", "x-post"],
            "did you mean --why Durham, or --to 'South Durham'? see",
        ),
        (["-p", "x-post", "Durham"], "did you mean --to Durham? see"),
        (["to", "South", "Durham"], "did you mean --to 'South Durham'? see"),
        (["—to", "Durham"], "did you mean --to Durham? see"),
    ],
)
def test_stray_words_suggest_their_option(memegen: Command, words: list[str], hint: str) -> None:
    result = memegen.run("make", "thank-you", *words, code=2)
    assert "error[usage]: " in result.err
    assert f"hint: {hint}" in result.err
    assert memegen.files() == ["house.yaml", "mine.yaml"]


def test_stray_words_name_all_required_fields(memegen: Command) -> None:
    err = memegen.run("make", "tally", "31/35", code=2).err
    required = [name for name, field in Catalog().template("tally", Catalog().brand()).fields.items() if field.required]
    assert len(required) > 1
    assert all(f"--{name} " in err for name in required)
    assert "did you mean" not in err


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--to"], "hint: see memegen make thank-you --help"),
        (["--colour", "red"], "hint: did you mean --ground? see memegen make thank-you --help"),
        (["--wy", "x"], "hint: did you mean --why? see memegen make thank-you --help"),
        (["--zzzzz", "x"], "hint: see memegen make thank-you --help"),
    ],
)
def test_hint_about_an_option_names_the_command(memegen: Command, words: list[str], hint: str) -> None:
    assert hint in memegen.run("make", "thank-you", *words, code=2).err.splitlines()[-1]


def test_file_of_a_template_without_a_text_is_named_after_its_first_figure(memegen: Command) -> None:
    for words, name in (
        (("countdown", "--date", "2033-11-30"), "countdown-2033-11-30"),
        (("result", "--bars", "Yes=94.3%", "--bars", "No=5.7%"), "result-yes-94-3"),
    ):
        assert memegen.run("make", *words, "-p", "60x60").lines == [f"{name}.png"]


def test_files_of_several_platforms_have_the_platform_in_their_names(memegen: Command) -> None:
    make = ("make", "plain", "-T", "mine.yaml", "--quote", "Hi", "-p", "300x200,200x300", "-p", "100x100")
    assert memegen.run(*make).lines == [f"plain-hi-{size}.png" for size in ("300x200", "200x300", "100x100")]
    assert memegen.run(*make, "-o", "x.jpg").lines == [f"x-{size}.jpg" for size in ("300x200", "200x300", "100x100")]


def test_a_name_without_a_suffix_is_a_folder_for_several(memegen: Command) -> None:
    make = ("make", "plain", "-T", "mine.yaml", "--quote", "Hi", "-p", "300x200,200x300", "-o", "cards")
    assert memegen.run(*make).lines == ["cards/plain-hi-300x200.png", "cards/plain-hi-200x300.png"]


@pytest.mark.parametrize(
    ("output", "path", "magic"),
    [
        ("there", "there/plain-hi.png", b"\x89PNG"),
        ("new/", "new/plain-hi.png", b"\x89PNG"),
        ("new/deep/x.webp", "new/deep/x.webp", b"RIFF"),
        ("x.JPG", "x.JPG", b"\xff\xd8"),
        ("name", "name.png", b"\x89PNG"),
    ],
)
def test_output_is_a_file_or_a_folder(memegen: Command, output: str, path: str, magic: bytes) -> None:
    (memegen.folder / "there").mkdir()
    result = memegen.run("make", "plain", "-T", "mine.yaml", "--quote", "Hi", "-p", "200x200", "-o", output)
    assert result.lines == [path]
    assert (memegen.folder / path).read_bytes().startswith(magic)


def test_dash_writes_the_bytes_to_stdout(memegen: Command) -> None:
    make = ("make", "plain", "-T", "mine.yaml", "--quote", "Hi", "-p", "200x200", "-o", "-")
    assert memegen.run(*make, "-f", "jpg").raw.startswith(b"\xff\xd8")
    assert memegen.files() == ["house.yaml", "mine.yaml"]
    assert "output-conflict" in memegen.run(*make, "--json", code=2).err
    assert "output-conflict" in memegen.run(*make, "-p", "100x100", code=2).err


def test_json_describes_the_graphic(memegen: Command) -> None:
    arguments = ("--quote", "Hi", "--by", "Me", "-p", "400x300", "--json")
    [record] = memegen.run("make", "plain", "-T", "mine.yaml", *arguments).records
    data = (memegen.folder / record["file"]).read_bytes()
    assert (record["bytes"], record["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert (record["width"], record["height"], record["alt_text"], record["caption"]) == (400, 300, "Hi Me", "Hi")
    assert {"row", "template", "platform", "format", "findings", "boxes", "cached"} <= set(record)
    assert record["boxes"][0]["layer"] == "quote"


def test_example_fills_missing_fields(memegen: Command) -> None:
    make = ("make", "plain", "-T", "mine.yaml", "-p", "200x200", "--example", "--json")
    [record] = memegen.run(*make, "--by", "Me").records
    assert record["alt_text"] == "Ye are many Me"


def test_failure_of_one_platform_does_not_stop_the_others(memegen: Command) -> None:
    # The file of the second platform cannot be written: there is a folder of that name.
    (memegen.folder / "x-300x200.png").mkdir()
    make = ("make", "plain", "-T", "mine.yaml", "--quote", "Hi", "-o", "x.png")
    result = memegen.run(*make, "-p", "200x200,300x200", code=1)
    assert result.lines == ["x-200x200.png"]
    assert "output-unwritable" in result.err
    assert memegen.run(*make, "-p", "300x200", "-o", "x-300x200.png/../x-300x200.png", "--json").records


def test_brand_file_is_relative_to_the_template_file(memegen: Command) -> None:
    (memegen.folder / "looks").mkdir()
    for name in ("mine.yaml", "house.yaml"):
        text = (memegen.folder / name).read_text().replace("brand: house", "brand: house.yaml")
        (memegen.folder / "looks" / name).write_text(text)
    (memegen.folder / "house.yaml").unlink()
    memegen.run("make", "plain", "-T", "looks/mine.yaml", "--quote", "Together", "-o", "a.png")
    assert "a.png" in memegen.files()


ONLY = "templates: {t: {only: [square], background: [{colour: ink}], layers: [{text: hi, fill: paper}]}}"


def test_a_platform_that_a_template_is_not_for_is_one_error(memegen: Command) -> None:
    memegen.write("t.yaml", ONLY)
    result = memegen.run("make", "t", "-T", "t.yaml", "-p", "x-header", code=2)
    assert result.err.count("error[") == 1
    assert "error[platform-unsuited]: template t is not for x-header (strip)\n  hint: use square" in result.err
    both = memegen.run("make", "t", "-T", "t.yaml", "-p", "x-header,300x300", "-o", "out/", code=1)
    assert both.lines == ["out/t-300x300.png"]


def test_of_a_group_of_platforms_those_are_made_that_a_template_is_for(memegen: Command) -> None:
    memegen.write("t.yaml", ONLY)
    result = memegen.run("make", "t", "-T", "t.yaml", "-p", "instagram,300x300", "-o", "out/")
    assert "out/t-instagram-square.png" in result.lines
    assert not any("story" in line for line in result.lines)
    assert "template t is only for square" in result.err
