"""The languages whose code is coloured: those that people use, each attacked by a test."""

LANGUAGES = {
    "awk": "gawk",
    "bash": "sh shell zsh ksh",
    "batch": "bat cmd",
    "c": "h",
    "clojure": "clj",
    "cmake": "",
    "common-lisp": "lisp cl elisp emacs-lisp",
    "console": "shell-session terminal",
    "cpp": "c++ cc cxx hpp",
    "csharp": "c# cs",
    "css": "",
    "dart": "",
    "diff": "patch udiff",
    "docker": "dockerfile",
    "elixir": "ex exs",
    "erlang": "erl",
    "fortran": "f90",
    "fsharp": "f# fs",
    "gdscript": "gd",
    "glsl": "",
    "go": "golang",
    "graphql": "gql",
    "groovy": "gradle",
    "haskell": "hs",
    "html": "htm xhtml svg",
    "ini": "cfg conf dosini",
    "java": "",
    "javascript": "js mjs cjs node jsx",
    "json": "jsonc json5 jsonl",
    "julia": "jl",
    "kotlin": "kt kts",
    "latex": "tex",
    "less": "",
    "lua": "",
    "make": "makefile mf",
    "markdown": "md",
    "matlab": "octave",
    "mysql": "mariadb",
    "nginx": "",
    "objective-c": "objectivec obj-c objc",
    "ocaml": "ml",
    "pascal": "delphi pas",
    "perl": "pl",
    "php": "",
    "postgresql": "postgres psql plpgsql",
    "powershell": "pwsh ps1 ps",
    "properties": "dotenv env",
    "protobuf": "proto",
    "pycon": "python-console",
    "python": "py python3 py3 pyi",
    "r": "",
    "ruby": "rb",
    "rust": "rs",
    "scheme": "scm racket",
    "scss": "sass",
    "sql": "sqlite sqlite3",
    "swift": "",
    "toml": "",
    "typescript": "ts tsx",
    "vbnet": "vb vb.net visual-basic",
    "vim": "viml",
    "xml": "xsd xslt",
    "yaml": "yml",
    "zig": "",
}
"""What Pygments calls each, and what else is written behind a fence.

Not here, though many use it: Scala, whose strings full of backslashes take longer than anybody waits.
"""

_LEXERS = {name: lexer for lexer, others in LANGUAGES.items() for name in (lexer, *others.split())}


def lexer_name(language: str) -> str | None:
    """What Pygments calls a language, by what is written behind a fence."""
    return _LEXERS.get(language.casefold())
