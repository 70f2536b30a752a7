package assay.reports.section;

import assay.reports.card.Card;
import assay.reports.card.Section;
import assay.reports.card.Text;
import java.util.List;

/// The card of a model: its first screen, then every section in document order.
public final class Sections {

    private static final List<Chapter> ALL =
            List.of(
                    new BatchScaling(),
                    new ReconciliationSection(),
                    new TimeSplit(),
                    new MemorySection(),
                    new ArchitectureSection(),
                    new GraphView(),
                    new GraphSummary(),
                    new Layers(),
                    new RiskSignals(),
                    new DatasetInfo(),
                    new Hardware(),
                    new Complexity(),
                    new ExecutiveSummary(),
                    new Trust(),
                    new Reproduce());

    private Sections() {}

    /// The whole card.
    public static Card card(Evidence evidence) {
        Sheet sheet = new Sheet(evidence);
        List<Section> sections =
                ALL.stream()
                        .filter(chapter ->
                                evidence.detail() == Detail.FULL || !chapter.isOfSingleNodes())
                        .map(chapter -> chapter.write(sheet))
                        .toList();
        return new Card(
                evidence.name(),
                Heading.conditions(sheet),
                Heading.subtitle(sheet),
                Verdict.lines(sheet),
                FirstCharts.of(sheet),
                SpeedOfLight.of(sheet),
                MainTable.of(sheet),
                sections,
                Text.of("Made by Assay " + evidence.version() + ", " + evidence.time() + "."));
    }
}
