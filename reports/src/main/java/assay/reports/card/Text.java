package assay.reports.card;

import java.util.ArrayList;
import java.util.List;

/// A line or paragraph: spans one after another.
///
/// ```java
/// Text.of(latency).and(" at batch 1: ").and(new Span.Term("dispatch", "time to start kernels")).and("-bound.");
/// ```
public record Text(List<Span> spans) {
    public static final Text EMPTY = new Text(List.of());

    public Text {
        spans = List.copyOf(spans);
    }

    public static Text of(String plain) {
        return plain.isEmpty() ? EMPTY : new Text(List.of(new Span.Plain(plain)));
    }

    public static Text of(Span span) {
        return new Text(List.of(span));
    }

    /// A name that the model or the device gave, in a fixed-width face.
    public static Text name(String name) {
        return of(new Span.Name(name));
    }

    public Text and(String plain) {
        return and(new Span.Plain(plain));
    }

    public Text and(Span span) {
        List<Span> longer = new ArrayList<>(spans);
        longer.add(span);
        return new Text(longer);
    }

    public Text and(Text more) {
        List<Span> longer = new ArrayList<>(spans);
        longer.addAll(more.spans);
        return new Text(longer);
    }

    public boolean isEmpty() {
        return spans.isEmpty();
    }
}
