package io.labauth.sample;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** For one node: they end with the process. */
final class MemoryNotebookNames implements NotebookNames {
    private final Map<String, List<String>> names = new ConcurrentHashMap<>();

    @Override
    public void remember(String owner, List<String> theirs) {
        names.put(owner, List.copyOf(theirs));
    }

    @Override
    public List<String> of(String owner) {
        return names.getOrDefault(owner, List.of());
    }
}
