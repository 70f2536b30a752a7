package assay.analyzer.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsideTest {

    @Test
    void aLargeGraphIsWorthAThreadOfItsOwn() {
        assertThat(Aside.start(100, Thread::currentThread).result())
                .isSameAs(Thread.currentThread());
        assertThat(Aside.start(100_000, Thread::currentThread).result())
                .isNotSameAs(Thread.currentThread());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 100_000})
    void aFailureReachesTheCallerAsItWas(int nodes) {
        var refused = new IllegalArgumentException("refused");
        assertThatThrownBy(() ->
                        Aside.start(
                                        nodes,
                                        () -> {
                                            throw refused;
                                        })
                                .result())
                .isSameAs(refused);
        var full = new OutOfMemoryError("full");
        assertThatThrownBy(() ->
                        Aside.start(
                                        nodes,
                                        () -> {
                                            throw full;
                                        })
                                .result())
                .isSameAs(full);
    }

    @Test
    void anInterruptWaitsForTheResultAndIsKept() {
        Thread.currentThread().interrupt();
        assertThat(Aside.start(100_000, () -> 7).result()).isEqualTo(7);
        assertThat(Thread.interrupted()).isTrue();
    }
}
