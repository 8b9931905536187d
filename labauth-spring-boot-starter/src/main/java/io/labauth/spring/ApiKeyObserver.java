package io.labauth.spring;

import io.labauth.apikeys.Verification;
import java.util.Optional;
import java.util.function.Supplier;

/** Sees what becomes of keys that are shown, without the keys. */
interface ApiKeyObserver {
    Optional<Verification> observe(Supplier<Optional<Verification>> verification);
}
