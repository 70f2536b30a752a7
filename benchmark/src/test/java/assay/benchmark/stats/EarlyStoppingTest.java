package assay.benchmark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

    @Test
    void theFewestSamplesAreThoseThatLoadGenAsksFor() {
        // MLPerf inference rules, early stopping: 64 queries for p90, 662 for p99.
        // p90: 0.9^64 + 64*0.1*0.9^63 = 0.00957 <= 0.01 < 0.9^63 + 63*0.1*0.9^62 = 0.01048
        assertThat(EarlyStopping.needed(90, 0.99)).isEqualTo(64);
        assertThat(EarlyStopping.needed(99, 0.99)).isEqualTo(662);
        assertThat(EarlyStopping.missing(20, 99, 0.99)).isEqualTo(642);
        assertThat(EarlyStopping.missing(1000, 99, 0.99)).isZero();
    }

    @Test
    void theBoundIsTheSlowestSampleThatIsLeft() {
        long[] few = LongStream.rangeClosed(1, 661).toArray();
        assertThat(EarlyStopping.upperBound(few, 99, 0.99)).isEmpty();
        long[] enough = LongStream.rangeClosed(1, 662).toArray();
        assertThat(EarlyStopping.upperBound(enough, 99, 0.99)).hasValue(662);
    }

    @Test
    void manySamplesBringTheBoundNearThePercentile() {
        // Bin(1e6, 0.01): mean 10,000, sd 99.5; the 1 % quantile is 10,000 - 2.326*99.5 = 9,768
        long[] million = LongStream.rangeClosed(1, 1_000_000).toArray();
        assertThat(EarlyStopping.upperBound(million, 99, 0.99).orElseThrow())
                .isBetween(990_225L, 990_240L);
    }
}
