package dev.vitrine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What a store does better than its interface asks for must not get lost behind a store that passes everything on.
class ForwardingStoresTest {
    @Test
    void everythingIsPassedOn() {
        assertEquals(Set.of("onDisk"), keptBack(ObjectStore.class, ForwardingObjectStore.class));
        assertEquals(Set.of("findAnywhere"), keptBack(MetadataStore.class, ForwardingMetadataStore.class));
    }

    private static Set<String> keptBack(Class<?> store, Class<?> forwarding) {
        Set<String> passedOn = Arrays.stream(forwarding.getDeclaredMethods())
                .map(ForwardingStoresTest::signature)
                .collect(Collectors.toSet());
        return Arrays.stream(store.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !passedOn.contains(signature(method)))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    private static String signature(Method method) {
        return method.getName() + List.of(method.getParameterTypes());
    }
}
