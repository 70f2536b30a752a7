package assay.reports.summary;

import assay.reports.card.Card;
import assay.reports.card.PlainText;
import assay.reports.card.Printed;
import assay.reports.card.Table;
import assay.reports.card.Text;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a language model is told: the card's figures as they are printed, by what they are of. No
/// node, no layer and no path is among them.
final class CardFacts {

    /// Sections whose facts are told; layers, graph, trust and the command are not.
    private static final Set<String> TOLD =
            Set.of("batch-scaling", "reconciliation", "hardware", "summary", "findings");

    private CardFacts() {}

    static ObjectNode of(Card card) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.put("model", card.title());
        facts.put("what", PlainText.of(card.subtitle()));
        facts.put("conditions", PlainText.of(card.conditions()));
        lines(facts.putArray("verdict"), card.verdict());
        ArrayNode rows = facts.putArray("batches");
        card.table().rows().forEach(row -> row(rows.addObject(), card.table(), row));
        ObjectNode more = facts.putObject("facts");
        for (Printed.Line line : Printed.lines(card)) {
            int colon = line.where().indexOf(':');
            String section = colon < 0 ? line.where() : line.where().substring(0, colon);
            if (TOLD.contains(section)) {
                more.withArray(line.where()).add(PlainText.of(line.text()));
            }
        }
        return facts;
    }

    private static void lines(ArrayNode array, List<Text> lines) {
        lines.forEach(line -> array.add(PlainText.of(line)));
    }

    private static void row(ObjectNode node, Table table, Table.Row row) {
        for (int i = 0; i < row.cells().size(); i++) {
            node.put(table.columns().get(i).title(), PlainText.of(row.cells().get(i)));
        }
    }

    /// All that is told as one text, in which every word with a digit may be repeated.
    static String text(ObjectNode facts) {
        return JsonMapper.shared().writeValueAsString(facts);
    }
}
