package assay.reports.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // value; unit; three digits; every digit
                "0.0010234567; SECONDS; 1.02 ms; 1.0234567 ms",
                "9.403E-4; SECONDS; 940 µs; 940.3 µs",
                "9.9996E-4; SECONDS; 1.00 ms; 0.99996 ms",
                "0.0029; SECONDS; 2.90 ms; 2.9 ms",
                "1234.5; SECONDS; 1,230 s; 1,234.5 s",
                "4.2E-9; SECONDS; 4.20 ns; 4.2 ns",
                "0; SECONDS; 0 s; 0 s",
                "-2.1E-5; SECONDS; −21 µs; −21 µs",
                "18432; PER_SECOND; 18,400/s; 18,432/s",
                "0.6499; PER_SECOND; 0.650/s; 0.6499/s",
                // 46,796,448 / 1,048,576 = 44.6286...
                "46796448; BYTES; 44.6 MiB; 46,796,448 B",
                "85899345920; BYTES; 80 GiB; 85,899,345,920 B",
                // 1023.9 KiB would print as 1,020 KiB: four digits before the point are the price
                // of 1024
                "512; BYTES; 512 B; 512 B",
                "3.35E12; BYTES_PER_SECOND; 3.35 TB/s; 3,350,000,000,000 B/s",
                "3637806568; FLOPS; 3.64 GFLOPs; 3,637,806,568 FLOPs",
                "9.89E14; FLOPS_PER_SECOND; 989 TFLOP/s; 989,000,000,000,000 FLOP/s",
                "11699112; COUNT; 11.7 M; 11,699,112",
                "9600; COUNT; 9,600; 9,600",
                "20; COUNT; 20; 20",
                "0.208; FRACTION; 20.8 %; 20.8 %",
                "0.62; FRACTION; 62 %; 62 %",
                "0.9182; RATIO; 0.918×; 0.9182×",
                "350; WATTS; 350 W; 350 W",
                "0.0123; JOULES; 12.3 mJ; 0.0123 J",
                "1.98E9; HERTZ; 1.98 GHz; 1,980,000,000 Hz",
                "62.5; FLOPS_PER_BYTE; 62.5 FLOP/B; 62.5 FLOP/B",
            })
    void printsThreeDigitsAndAll(double value, Unit unit, String three, String all) {
        assertThat(Numbers.text(value, unit)).isEqualTo(three);
        assertThat(Numbers.exact(value, unit)).isEqualTo(all);
    }

    @Test
    void isTheSameInEveryLocale() {
        Locale kept = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("ar", "EG"));
            assertThat(Numbers.text(1234.5e-6, Unit.SECONDS)).isEqualTo("1.23 ms");
            Locale.setDefault(Locale.GERMANY);
            assertThat(Numbers.count(-11_699_112)).isEqualTo("−11,699,112");
        } finally {
            Locale.setDefault(kept);
        }
    }

    @Test
    void printsIntervalsAsShares() {
        // (1.004 - 0.996) / 2 / 1 = 0.4 %
        assertThat(Numbers.spread(Quantity.measured(1e-3, Unit.SECONDS).within(0.996e-3, 1.004e-3)))
                .isEqualTo("±0.4 %");
        // 1.5 / 1 - 1 = 50 %, 1 - 0.9 / 1 = 10 %
        assertThat(Numbers.spread(Quantity.measured(1e-3, Unit.SECONDS).within(0.9e-3, 1.5e-3)))
                .isEqualTo("+50 % −10 %");
        // shares of 0 say nothing
        assertThat(Numbers.spread(Quantity.measured(0, Unit.SECONDS).within(-1e-3, 2e-3)))
                .isEqualTo("−1 ms to 2 ms");
        assertThat(Numbers.spread(Quantity.measured(1e-3, Unit.SECONDS))).isEmpty();
    }

    @Test
    void printsTicksWithoutZerosAtTheEnd() {
        assertThat(Numbers.tick(0.1, 1)).isEqualTo("0.1");
        // 19 * 1e-3 / 1e-3 is 19.000000000000004 in doubles
        assertThat(Numbers.tick(19 * 1e-3, 1e-3)).isEqualTo("19");
        assertThat(Numbers.tick(1.5e9, 1e3)).isEqualTo("1,500,000");
    }

    @Test
    void countsInTheSingularToo() {
        assertThat(Numbers.count(1, "node")).isEqualTo("1 node");
        assertThat(Numbers.count(1200, "node")).isEqualTo("1,200 nodes");
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> Quantity.measured(Double.NaN, Unit.SECONDS))
                .hasMessageContaining("finite or unknown");
        assertThatThrownBy(() -> Numbers.text(Double.POSITIVE_INFINITY, Unit.SECONDS))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
