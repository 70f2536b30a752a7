package assay.reports.card;

import java.util.List;

/// A list of points, in no order.
public record Bullets(List<Text> points) implements Block {
    public Bullets {
        points = List.copyOf(points);
    }
}
