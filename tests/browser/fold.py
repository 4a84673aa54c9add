"""What a reader sees of a page before scrolling."""

BELOW_THE_FOLD = """
() => {
  (document.querySelector('[data-testid="stMain"]') ?? document.scrollingElement).scrollTop = 0;
  const title = document.querySelector('h1');
  const lines = title.offsetHeight / parseFloat(getComputedStyle(title).lineHeight);
  const [first] = [...document.querySelectorAll(`FIRST`)]
    .map(node => node.getBoundingClientRect()).sort((one, other) => one.top - other.top);
  const seen = innerHeight - first.top;
  return [
    ...(lines < 1.5 ? [] : [`the title has ${lines} lines`]),
    ...(seen >= Math.min(first.height * .45, 300) ? [] : [`${seen} of ${first.height} px seen`]),
  ];
}
"""


def below_the_fold(first: str) -> str:
    """Give a script that finds a title of two lines, and what is to come first too far down.

    Args:
        first: Selector of what comes first: of the highest, 45 % or 300 px must be seen.
    """
    return BELOW_THE_FOLD.replace("FIRST", first)
