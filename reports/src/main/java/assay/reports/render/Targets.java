package assay.reports.render;

import java.util.regex.Pattern;

/// Which link targets are let through: web addresses, anchors and plain relative paths; never a
/// scheme that runs something.
final class Targets {
    private static final Pattern WEB =
            Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d+)?(/[A-Za-z0-9._~%/?#=&+,;:@-]*)?");
    private static final Pattern LOCAL =
            Pattern.compile(
                    "#[A-Za-z0-9_-]+|[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private Targets() {}

    static boolean safe(String target) {
        return WEB.matcher(target).matches() || LOCAL.matcher(target).matches();
    }
}
