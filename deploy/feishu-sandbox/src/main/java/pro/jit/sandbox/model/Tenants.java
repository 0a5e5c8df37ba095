package pro.jit.sandbox.model;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The companies that use this brand's platform, each a tenant of its own: an app belongs to one, and a person to one. The first is there
 * from the start.
 */
public final class Tenants {
    private static final int MOST = 20;

    private final Brand brand;
    private final Supplier<Company> atStart;
    private final Company home;
    private final List<Company> others = new CopyOnWriteArrayList<>();
    private volatile BiConsumer<Company, CompanyChange> whenChanged = (company, change) -> {};

    /** @param atStart the first company as it is at the start and after {@link #reset()} */
    public Tenants(Brand brand, Supplier<Company> atStart) {
        this.brand = brand;
        this.atStart = atStart;
        this.home = atStart.get();
        follow(home);
    }

    public Brand brand() {
        return brand;
    }

    /** The company that is there from the start. */
    public Company home() {
        return home;
    }

    /** Every company, in the order in which they came. */
    public List<Company> all() {
        return Stream.concat(Stream.of(home), others.stream()).toList();
    }

    /** A company by its tenant key; {@link UnknownInCompany} if there is none. */
    public Company get(String tenantKey) {
        return all().stream()
                .filter(company -> company.tenantKey().equals(tenantKey))
                .findFirst()
                .orElseThrow(() -> new UnknownInCompany("There is no tenant '" + tenantKey + "'"));
    }

    /** Lets another company come to the platform, without anybody in it and with the tenant key that its number gives. */
    public synchronized Company found(String name) {
        if (others.size() + 1 >= MOST) {
            throw new IllegalArgumentException("There are at most " + MOST + " tenants");
        }
        var company = new Company(name, Ids.hex("tenant " + (others.size() + 2), 16));
        follow(company);
        others.add(company);
        return company;
    }

    /** A person of any company by their key, {@code user_id} or {@code union_id}; of equal ones the first company's. */
    public Optional<Person> findPerson(String id) {
        return all().stream()
                .flatMap(company -> company.findPerson(id).stream())
                .findFirst();
    }

    /** The same; {@link UnknownInCompany} if there is none. */
    public Person person(String id) {
        return findPerson(id).orElseThrow(() -> new UnknownInCompany("There is no person '" + id + "'"));
    }

    /** Back to the first company alone, as it was at the start. */
    public synchronized void reset() {
        others.clear();
        home.becomeAs(atStart.get());
    }

    /** Names who is told of each change in any company; the rules of {@link Company#whenChanged} hold. */
    public void whenChanged(BiConsumer<Company, CompanyChange> listener) {
        whenChanged = listener;
    }

    private void follow(Company company) {
        company.whenChanged(change -> whenChanged.accept(company, change));
    }
}
