package acceptance;

import java.util.List;

/// Claims that belong together.
interface Claims {
    List<Claim> claims();
}
