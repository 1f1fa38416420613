"""The command line: a thin shell over the library, in which each command imports only what it uses."""

from __future__ import annotations

import gc
import sys

import click

from kg.cli.lazy import LazyGroup
from kg.errors import KgError

#: Every command and its one-line help; the module of the same name in this folder is imported when it is called.
COMMANDS: dict[str, str] = {
    "agreement": "Compare two annotations of one transcript: kappa, differences.",
    "build": "Build the graph, tables, report and page of an event.",
    "corpus": "Build, ask and look after many events in one folder.",
    "demo": "Build the AGI-Next 2026 event and say what to open.",
    "draft": "Draft event.yaml and annotations.yaml for a transcript.",
    "evaluate": "Compare a draft with a gold standard.",
    "export": "Write a graph in another format.",
    "formats": "List the transcript formats that can be read.",
    "mcp": "Let an assistant read, ask and annotate an event.",
    "measure": "Show consensus and divergence.",
    "push": "Send a graph to a SPARQL endpoint.",
    "queries": "List the shipped queries and what they answer.",
    "prompt": "Write one prompt for any assistant: what is asked, and the transcript.",
    "query": "Ask a graph in SPARQL, or a shipped query by name.",
    "read": "Show the turns of a transcript.",
    "render": "Write the explorer page of a graph.",
    "serve": "Serve a graph: SPARQL endpoint and explorer on localhost.",
    "site": "Write a page and the data of every identifier, as files for a web server.",
    "validate": "Check a graph against the shapes and the violation queries.",
}


@click.group(cls=LazyGroup, table=COMMANDS, package=__name__, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="panel-kg", prog_name="kg")
@click.option("--debug", is_flag=True, help="Show where a fault arose.")
def group(*, debug: bool) -> None:
    """Turn the transcript of a panel into a knowledge graph: who agrees with whom, about what, in which words."""


#: Objects that are made before Python looks for cycles among them: reference counts free nearly all that we make, and
#: with its own 700 a build spends an eighth of its time on looking.
_MADE_BEFORE_A_LOOK = 100_000


def main() -> None:
    """Run the command line; whatever goes wrong ends in one line on stderr and exit code 2."""
    gc.set_threshold(_MADE_BEFORE_A_LOOK, 20, 100)
    try:
        group.main(standalone_mode=True, prog_name="kg")
    except BrokenPipeError:
        # The reader of our output has closed it (`kg query … | head`): that is no error of ours.
        _give_up(0)
    except KgError as error:
        _say(error)
        sys.exit(2)
    except BaseException as error:
        from kg.cli.last_net import is_net_for, shows_traces

        if not is_net_for(error) or shows_traces(error, sys.argv):
            raise
        _say(error)
        _give_up(2)


def _say(error: BaseException) -> None:
    from kg.cli.last_net import line_for
    from kg.cli.output import plain

    click.echo(f"kg: {plain(line_for(error, sys.argv[1:]))}", err=True)


def _give_up(status: int) -> None:
    from kg.cli.last_net import let_go_of_stdout

    let_go_of_stdout()
    sys.exit(status)
