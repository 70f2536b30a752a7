package assay.reports.section;

import assay.analyzer.structure.Architecture;
import assay.analyzer.structure.Block.Attention;
import assay.analyzer.structure.KvCache;
import assay.analyzer.structure.Repetition;
import assay.analyzer.structure.Structure;
import assay.reports.card.Block;
import assay.reports.card.Facts;
import assay.reports.card.Facts.Fact;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Subsection;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What kind of network it is, and of which blocks.
final class ArchitectureSection implements Chapter {

    @Override
    public Section write(Sheet sheet) {
        Structure structure = sheet.evidence.structure();
        Architecture architecture = structure.architecture();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Detected type", Heading.kind(architecture)));
        facts.add(new Fact("Why", architecture.why()));
        facts.add(
                new Fact(
                        "Family",
                        Text.of(
                                known(
                                        architecture.family(),
                                        "no well-known network has exactly this structure"))));
        facts.add(
                new Fact(
                        "Repetition",
                        structure.repetitions().isEmpty()
                                ? Text.of("no unit repeats")
                                : Text.of(
                                        String.join(
                                                "; ",
                                                structure.repetitions().stream()
                                                        .map(Repetition::text)
                                                        .toList())),
                        "structural repetition: units of one structure, one after another"));
        facts.add(new Fact("KV cache", cache(sheet, structure)));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Facts(facts));
        blocks.add(new Subsection("Detected blocks", List.of(table(structure))));
        return new Section(
                "architecture", "Architecture", lead(structure), blocks, Section.Place.BODY);
    }

    private static assay.reports.card.Span known(
            @org.jspecify.annotations.Nullable String text, String why) {
        return text == null ? Quantity.unknown(why) : new assay.reports.card.Span.Plain(text);
    }

    private static Text lead(Structure structure) {
        Architecture architecture = structure.architecture();
        String family = architecture.family();
        return Text.of("The structure is that of ")
                .and(family == null ? "a network of type " + Heading.kind(architecture) : family)
                .and(", with ")
                .and(Sheet.count(structure.blocks().size(), "block"))
                .and(" of ")
                .and(Sheet.count(structure.blockCounts().size(), "kind"))
                .and(".");
    }

    private static Text cache(Sheet sheet, Structure structure) {
        KvCache cache = structure.kvCache();
        if (cache == null) {
            return Text.of("none");
        }
        return Text.of(Sheet.count(cache.tensors().size()))
                .and(" tensors, ")
                .and(sheet.counted(cache.bytesPerToken(), sheet.focus.batch(), Unit.BYTES))
                .and(" a token at batch ")
                .and(Sheet.count(sheet.focus.batch()));
    }

    private static Block table(Structure structure) {
        Map<String, Integer> counts = structure.blockCounts();
        Map<String, String> notes = new TreeMap<>();
        structure.blocks().stream()
                .filter(Attention.class::isInstance)
                .map(Attention.class::cast)
                .findFirst()
                .ifPresent(a ->
                        notes.put(
                                "Attention",
                                a.sharing() == assay.analyzer.structure.Block.Sharing.UNKNOWN
                                        ? "heads not shown by the graph"
                                        : a.sharing() + ", " + a.heads() + " heads"));
        List<Table.Row> rows = new ArrayList<>();
        counts.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Integer>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry ->
                        rows.add(
                                Table.Row.of(
                                        Text.of(entry.getKey()),
                                        Text.of(Sheet.count(entry.getValue())),
                                        Text.of(notes.getOrDefault(entry.getKey(), "")))));
        return new Table(
                "",
                List.of(Column.text("Block"), Column.number("Count"), Column.text("Note")),
                rows);
    }
}
