package io.labauth.testkit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Who may sign in, through which access keys, and which uid each access key has for whom. Thread-safe. */
final class Accounts {
    private final String firstAccessKeyId;
    private final Map<String, String> passwords = new HashMap<>();
    private final Map<String, FakeUser> users = new LinkedHashMap<>();
    private final Map<Binding, String> uids = new HashMap<>();

    record Binding(String accessKeyId, String email) {}

    /** A state to come back to. */
    record Snapshot(Map<String, String> passwords, List<FakeUser> users, Map<Binding, String> uids) {}

    Accounts(String accessKeyId, String accessPassword) {
        firstAccessKeyId = accessKeyId;
        passwords.put(accessKeyId, accessPassword);
    }

    synchronized void addAccessKey(String id, String password) {
        passwords.put(id, password);
    }

    synchronized Optional<String> accessPassword(String accessKeyId) {
        return Optional.ofNullable(passwords.get(accessKeyId));
    }

    synchronized FakeUser add(FakeUser user) {
        if (uids.containsValue(user.uid())
                && !user.uid().equals(uids.get(new Binding(firstAccessKeyId, key(user.email()))))) {
            throw new IllegalArgumentException("Another user of this fake has the same uid.");
        }
        uids.keySet().removeIf(binding -> binding.email().equals(key(user.email())));
        users.put(key(user.email()), user);
        String uid = user.uid().isEmpty() ? RandomText.uid() : user.uid();
        uids.put(new Binding(firstAccessKeyId, key(user.email())), uid);
        return user.withUid(uid);
    }

    synchronized List<FakeUser> users() {
        return users.values().stream()
                .map(user -> boundTo(firstAccessKeyId, user))
                .toList();
    }

    /** The user of this e-mail address, with the uid that belongs to the access key. */
    synchronized Optional<FakeUser> byEmail(String accessKeyId, String email) {
        return Optional.ofNullable(users.get(key(email))).map(user -> boundTo(accessKeyId, user));
    }

    synchronized Optional<FakeUser> byUid(String accessKeyId, String uid) {
        return uids.entrySet().stream()
                .filter(entry -> entry.getValue().equals(uid))
                .map(Map.Entry::getKey)
                .filter(binding -> binding.accessKeyId().equals(accessKeyId))
                .findFirst()
                .flatMap(binding -> byEmail(accessKeyId, binding.email()));
    }

    synchronized void revoke(String uid) {
        if (!uids.values().removeIf(uid::equals)) {
            throw new IllegalArgumentException("This fake has no such uid.");
        }
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(Map.copyOf(passwords), users(), Map.copyOf(uids));
    }

    synchronized void restore(Snapshot snapshot) {
        passwords.clear();
        passwords.putAll(snapshot.passwords());
        users.clear();
        uids.clear();
        snapshot.users().forEach(this::add);
        uids.putAll(snapshot.uids());
    }

    private FakeUser boundTo(String accessKeyId, FakeUser user) {
        Binding binding = new Binding(accessKeyId, key(user.email()));
        return user.withUid(uids.computeIfAbsent(binding, missing -> RandomText.uid()));
    }

    static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
