"""From filled Markdown to pages: blocks, numbering, widths, drawings, PDF."""
