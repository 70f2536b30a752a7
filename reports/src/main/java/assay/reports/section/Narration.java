package assay.reports.section;

/// Who wrote the summary in words.
///
/// @param writer what wrote `text`: the name of a language model and its host; empty where the
///   template writes
/// @param text the summary, plain words; empty where the template writes it
/// @param whyTemplate why the template writes although a language model was asked; empty otherwise
public record Narration(String writer, String text, String whyTemplate) {

    /// The template alone: nobody else was asked.
    public static final Narration TEMPLATE = new Narration("", "", "");

    public static Narration by(String writer, String text) {
        return new Narration(writer, text, "");
    }

    /// The template, in the place of a language model.
    ///
    /// @param why what came of asking, one sentence
    public static Narration refused(String why) {
        return new Narration("", "", why);
    }

    boolean isTemplate() {
        return text.isEmpty();
    }
}
