package assay.reports.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void neutralisesControlsDirectionOverridesAndBrokenSurrogates() {
        assertThat(Printable.line("a\u0007b\u202Ec\u200Bd\uD800e\n\tf"))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe f");
    }

    @Test
    void keepsLettersOfAllScripts() {
        assertThat(Printable.line("卷积 שלום é 🙂")).isEqualTo("卷积 שלום é 🙂");
    }

    @Test
    void clipsInTheMiddleByCodePoints() {
        // 10 points: 6 of the front, an ellipsis, 3 of the back
        assertThat(Printable.clip("abcdefghijklmnop", 10)).isEqualTo("abcdef…nop");
        assertThat(Printable.clip("abcdefghij", 10)).isEqualTo("abcdefghij");
        assertThat(Printable.clip("x".repeat(10_000), 26).codePointCount(0, 26)).isEqualTo(26);
    }
}
