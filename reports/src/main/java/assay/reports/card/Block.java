package assay.reports.card;

/// A piece of a section, drawn top to bottom. Every renderer switches over all of them.
public sealed interface Block
        permits Paragraph,
                Bullets,
                Facts,
                Table,
                Figure,
                Figures,
                Diagram,
                Finding,
                Meters,
                CodeBlock,
                Subsection,
                Fold {}
