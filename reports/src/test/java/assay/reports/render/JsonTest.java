package assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonTest {
    record Batch(long batch, double seconds, OptionalLong memoryBytes) {}

    record Result(String schema, List<Batch> batches, Map<String, Integer> operators) {}

    @Test
    void writesRecordsInTheirOrderAndMapsByKey() {
        Result result =
                new Result(
                        "x/1",
                        List.of(new Batch(1, 1.02e-3, OptionalLong.empty())),
                        Map.of("b", 2, "a", 1, "c", 3));
        assertThat(Json.text(result))
                .isEqualTo(
                        """
                        {
                          "schema" : "x/1",
                          "batches" : [ {
                            "batch" : 1,
                            "seconds" : 0.00102,
                            "memoryBytes" : null
                          } ],
                          "operators" : {
                            "a" : 1,
                            "b" : 2,
                            "c" : 3
                          }
                        }
                        """);
    }

    @Test
    void refusesNumbersThatJsonLacks() {
        assertThatThrownBy(() -> Json.text(new Batch(1, Double.NaN, OptionalLong.of(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN")
                .hasMessageContaining("/seconds");
        assertThatThrownBy(() -> Json.text(Map.of("a", new double[] {Double.NEGATIVE_INFINITY})))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.text(List.of(Float.NaN)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
