// Reading the whole company by the SDK's iterators, which follow page tokens by themselves.
import { client, tell } from "./sandbox.mjs";

const { department, user } = client.contact.v3;

/** An iterator ends without a word when a page is refused, and then gives null or a page without items. */
async function all(pages) {
  const read = { items: [], pages: 0 };
  for await (const page of pages) {
    read.items.push(...(page?.items ?? []));
    read.pages += 1;
  }
  return read;
}

const departments = await all(
  await department.childrenWithIterator({ path: { department_id: "0" }, params: { fetch_child: true, page_size: 5 } }),
);
const people = {};
for (const id of ["0", ...departments.items.map((item) => item.open_department_id)]) {
  people[id] = await all(await user.findByDepartmentWithIterator({ params: { department_id: id, page_size: 2 } }));
}
tell({ departments, people });
