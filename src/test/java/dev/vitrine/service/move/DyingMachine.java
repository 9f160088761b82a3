package dev.vitrine.service.move;

import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/// A machine that stops at a call, and does nothing any more: the call was done, or was not.
final class DyingMachine {
    private final int call;
    private final boolean before;
    private final AtomicInteger calls = new AtomicInteger();

    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// @param before whether it stops before the call is done
    DyingMachine(int call, boolean before) {
        this.call = call;
        this.before = before;
    }

    int calls() {
        return calls.get();
    }

    MetadataStore rows(MetadataStore store) {
        return dying(MetadataStore.class, store);
    }

    ObjectStore objects(ObjectStore store) {
        return dying(ObjectStore.class, store);
    }

    private <T> T dying(Class<T> type, T store) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    int now = calls.incrementAndGet();
                    if (now > call || before && now == call) {
                        throw new Killed();
                    }
                    try {
                        Object answer = method.invoke(store, arguments);
                        if (now == call) {
                            throw new Killed();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
