"""The Jinja environment: sandboxed, strict about what is undefined, escaping everything."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from gapanalysis.errors import RenderError
from gapanalysis.render.markdown import to_html

SHIPPED = "shipped"
"""`shipped/report/plan.html.j2` is that template without the first folder: what a workspace's own one extends."""


class _Compiled(BytecodeCache):
    """Templates as compiled before in this process, by their names and texts: a second document need not compile."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket where the same text was compiled before."""
        if (code := self.kept.get((bucket.key, bucket.checksum))) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class Templates:
    """The templates of a list of folders, earlier ones first, so that a workspace may replace files or blocks."""

    def __init__(
        self,
        folders: Sequence[Path],
        names: Mapping[str, object],
        escape: Callable[[object], object] | None = None,
    ) -> None:
        """Make the environment.

        Args:
            folders: where templates are.
            names: what templates may use and call besides Jinja's own.
            escape: what makes a value harmless where the templates do not write HTML; it returns `Markup`.
        """
        self.folders = tuple(folders)
        self.environment = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader(
                [FileSystemLoader(folders), PrefixLoader({SHIPPED: FileSystemLoader(list(folders)[1:] or folders)})]
            ),
            bytecode_cache=_COMPILED,
            undefined=StrictUndefined,
            autoescape=True,
            finalize=escape,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.globals.update(names)
        self.environment.filters["markdown"] = _markdown
        self.environment.filters["lines"] = _lines

    def render(self, name: str, /, **context: object) -> str:
        """Render a template; every fault becomes a RenderError with the template, the line and what is wrong."""
        try:
            return self.environment.get_template(name).render(**context)
        except TemplateSyntaxError as error:
            raise _broken(error.name or name, error.lineno, error.message or "syntax error") from error
        except TemplateError as error:
            what = f'there is no template "{error.name}"' if isinstance(error, TemplateNotFound) else str(error)
            raise _broken(*self._place(error.__traceback__, name), what) from error
        except (TypeError, ValueError, ArithmeticError, LookupError) as error:
            if not _raised_by_template(error.__traceback__):
                raise
            raise _broken(*self._place(error.__traceback__, name), str(error)) from error

    def _place(self, trace: TracebackType | None, name: str) -> tuple[str, int]:
        """The innermost template and line: Jinja puts both into the frames of its tracebacks."""
        place = (name, 0)
        while trace is not None:
            if _is_template(trace):
                place = (self._name(Path(trace.tb_frame.f_code.co_filename)), trace.tb_lineno)
            trace = trace.tb_next
        return place

    def _name(self, path: Path) -> str:
        return next(
            (str(path.relative_to(folder)) for folder in self.folders if path.is_relative_to(folder)), str(path)
        )


def _markdown(text: str) -> Markup:
    return Markup(to_html(text))  # noqa: S704 (sanitised by nh3)


def _lines(text: str) -> Markup:
    """A text with its lines as they are, in HTML."""
    return Markup("<br>").join(text.splitlines())


def _is_template(trace: TracebackType) -> bool:
    """Jinja marks the frames that it puts in place of compiled templates."""
    return "__jinja_exception__" in trace.tb_frame.f_globals


def _raised_by_template(trace: TracebackType | None) -> bool:
    """Whether the fault lies in a template and not in a function it calls, which would be a bug of this program."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and _is_template(trace)


def _broken(name: str, line: int, what: str) -> RenderError:
    return RenderError(
        f"A template is broken: {what}.",
        hint="mend the template, or remove it to use the shipped one",
        code="template",
        source=f"{name}:{line}" if line else name,
    )
