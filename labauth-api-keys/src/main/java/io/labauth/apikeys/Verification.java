package io.labauth.apikeys;

/** What became of a key that was presented: a {@link VerifiedKey} or a {@link KeyRejection}. */
public sealed interface Verification permits VerifiedKey, KeyRejection {}
