package assay.reports.redact;

import static org.assertj.core.api.Assertions.assertThat;

import assay.reports.reconcile.ProfileName;
import org.junit.jupiter.api.Test;

class RuntimeNamesTest {

    @Test
    void nodesThatTheRuntimeMadeOfOneNodeKeepDifferentNamesAndFindItAgain() {
        Pseudonyms names = new Pseudonyms();
        String conv = names.node("secret");
        RuntimeNames runtime = new RuntimeNames(names);
        String first = runtime.node("secret_nchwc");
        String second = runtime.node("secret_token_7");
        assertThat(first).isEqualTo(conv);
        assertThat(second).isEqualTo(conv + "_token_2");
        assertThat(runtime.node("secret_nchwc")).isEqualTo(first);
        assertThat(ProfileName.base(second, conv::equals)).isEqualTo(conv);
    }

    @Test
    void aNodeOfTheRuntimesOwnGetsANumber() {
        RuntimeNames runtime = new RuntimeNames(new Pseudonyms());
        assertThat(runtime.node("ReorderOutput")).isEqualTo("runtime-node-1");
        assertThat(runtime.node("other")).isEqualTo("runtime-node-2");
        assertThat(runtime.node("ReorderOutput")).isEqualTo("runtime-node-1");
    }
}
