"""The command line of `memegen init` as one object."""
# Annotations are values here, not text: typer gets them as they are, without the time it takes to evaluate them.

from typing import Annotated

import typer

from memegen.cli.options import Debug, Json
from memegen.core.frozen import frozen


@frozen
class InitArguments:
    """The arguments of `memegen init` as they were given."""

    folder: Annotated[
        str,
        typer.Argument(
            metavar="DIR", help="Folder of the project, e.g. my-campaign; created if needed. [default: this one]"
        ),
    ] = ""
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="Name of the campaign, e.g. 'Save the Library'.")
    ] = ""
    hashtag: Annotated[
        str,
        typer.Option(
            "--hashtag",
            metavar="TAG",
            help="Hashtag of the campaign, e.g. SaveTheLibrary. [default: the words of its name]",
        ),
    ] = ""
    handle: Annotated[
        str, typer.Option("--handle", metavar="HANDLE", help="Account of the campaign, e.g. @savethelibrary.")
    ] = ""
    colours: Annotated[
        list[str] | None,
        typer.Option(
            "--colours",
            metavar="COLOURS",
            help="One to five colours, the main one first, e.g. c8264f,ffc24b. Repeatable.",
        ),
    ] = None
    logo: Annotated[
        str, typer.Option("--logo", metavar="FILE", help="Logo of the campaign, SVG or another image, e.g. logo.svg.")
    ] = ""
    json: Json = False
    debug: Debug = False
