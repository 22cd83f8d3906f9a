package dev.multifetch.start;

/// The colours of a picture, light and dark: text and shapes have a contrast of 4.5 or more to the
/// paper. For readers who see few hues, a line joins the requests of a connection.
final class TimelineStyle {

  static final String CSS =
      """
      <style>
        svg { --paper: #ffffff; --ink: #1f2328; --quiet: #59636e; --grid: #d1d9e0; --once: #6e7781;
          --c1: #0072b2; --c2: #c2500a; --c3: #007f5f; --c4: #a8478f; --c5: #8f6b00; --c6: #24292f;
          font: 12px system-ui, -apple-system, "Segoe UI", sans-serif }
        @media (prefers-color-scheme: dark) {
          svg { --paper: #0d1117; --ink: #f0f6fc; --quiet: #9aa4af; --grid: #30363d;
            --once: #8b949e; --c1: #56b4e9; --c2: #ff8f3f; --c3: #2ec4a0; --c4: #ee9bd0;
            --c5: #f0e442; --c6: #e6edf3 }
        }
        text { fill: var(--ink) } .quiet { fill: var(--quiet) } .name { font-weight: 600 }
        .title { font-size: 16px; font-weight: 600 }
        .end { text-anchor: end } .mid { text-anchor: middle }
        .paper { fill: var(--paper); stroke: var(--grid) } .grid { stroke: var(--grid) }
        .usual { fill: var(--grid); opacity: .45 }
        .turn { stroke: var(--quiet); stroke-dasharray: 1 3 }
        .life { stroke: var(--quiet) } .ran { fill: var(--ink) }
        .c0 { fill: var(--once) } .c1 { fill: var(--c1) } .c2 { fill: var(--c2) }
        .c3 { fill: var(--c3) } .c4 { fill: var(--c4) } .c5 { fill: var(--c5) }
        .c6 { fill: var(--c6) } .next { opacity: .55 }
      </style>
      """;

  private TimelineStyle() {}
}
