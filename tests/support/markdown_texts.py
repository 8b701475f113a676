"""Markdown that has a bit of everything."""

RICH = """# Title
Some **bold**, *leans back* and `code` with a [link](https://x.y/z).

- one
- two
  1. deep

  more of two

> quoted
> > deeper

```python
a = "`"

b = 2
```

| a | b |
|---|:-:|
| 1 | x\\|y |

---

- [x] done"""
