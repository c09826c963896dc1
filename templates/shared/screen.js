"use strict";
/* What a script makes easier. Without it the file is complete: everything unfolds, and choices work by the style. */
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const root = document.documentElement;
  root.classList.add("scripted");
  for (const part of all("[data-scripted]")) part.hidden = false;

  /* Rows that belong to the one above have fewer cells; sums keep their place at the end. */
  const following = (row) => {
    const more = [];
    let next = row.nextElementSibling;
    while (next && next.cells && next.cells.length < row.cells.length && !next.matches(".sum, .sums")) {
      more.push(next);
      next = next.nextElementSibling;
    }
    return more;
  };
  const together = (item) => (item.cells ? [item, ...following(item)] : [item]);

  /* Choices: the style hides what was not chosen; here words are searched for, and what is left is counted aloud. */
  for (const place of all(".sifted")) {
    const form = place.querySelector(".sieve");
    if (!form) continue;
    const search = form.querySelector("[type=search]");
    const tally = place.querySelector(".tally");
    const items = all("[data-item]", place).map((item) => {
      const parts = together(item);
      return { item, parts, text: parts.map((part) => part.textContent).join(" ").toLocaleLowerCase() };
    });
    const update = () => {
      const words = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      place.toggleAttribute("data-searching", words.length > 0);
      for (const { parts, text } of items) {
        const lost = !words.every((word) => text.includes(word));
        for (const part of parts) part.toggleAttribute("data-unmatched", lost);
      }
      const shown = (item) => getComputedStyle(item).display !== "none";
      for (const group of all(".holds", place)) {
        group.toggleAttribute("data-emptied", !all("[data-item]", group).some(shown));
      }
      tally.textContent = items.filter(({ item }) => shown(item)).length;
    };
    form.addEventListener("input", update);
    form.addEventListener("reset", () => setTimeout(update));
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const button of all("[data-does]", form)) {
      button.addEventListener("click", () => {
        for (const fold of all("details.fold", place)) fold.open = button.dataset.does === "unfold";
      });
    }
    update();
  }

  /* Columns: up, down, and as it was. Tables with the same columns in one place are ordered alike. */
  const compare = new Intl.Collator(root.lang, { numeric: true }).compare;
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.key ?? (cell.innerText.trim() || (cell.querySelector("[aria-label]")?.ariaLabel ?? ""));
  };
  const number = (text) => Number.parseFloat(text.replace(/,(?=\d{3})/g, "").replace(/[^\d.-]/g, " ").trim());
  const tables = new Map(all("table.sortable").map((table) => [table, [...table.tBodies[0].rows]]));
  const order = (table, column, turn) => {
    const numbers = table.tHead.rows[0].cells[column].classList.contains("number");
    const rows = tables.get(table).filter((row) => row.cells.length === table.tHead.rows[0].cells.length);
    const last = tables.get(table).filter((row) => row.matches(".sum, .sums"));
    const groups = rows.filter((row) => !last.includes(row)).map((row) => ({ row, more: following(row) }));
    const value = numbers ? ({ row }) => number(key(row, column)) : ({ row }) => key(row, column);
    /* What has no number, or no words, comes last either way. */
    const lacks = (what) => what === "" || Number.isNaN(what);
    const sorted = groups.map((group) => ({ group, value: value(group) })).sort((one, other) => {
      if (lacks(one.value) || lacks(other.value)) return lacks(one.value) - lacks(other.value);
      return turn * (numbers ? one.value - other.value : compare(one.value, other.value));
    });
    const parts = turn ? sorted.map(({ group }) => group) : groups;
    table.tBodies[0].append(...parts.flatMap(({ row, more }) => [row, ...more]), ...last);
  };
  const turns = { none: "ascending", ascending: "descending", descending: "none" };
  for (const table of tables.keys()) {
    const peers = [...tables.keys()].filter(
      (other) => other === table || (other.tHead.rows[0].cells.length === table.tHead.rows[0].cells.length &&
        table.closest(".sifted") && other.closest(".sifted") === table.closest(".sifted")),
    );
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if (!head.textContent.trim() || tables.get(table).length < 2) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "by";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const next = turns[head.getAttribute("aria-sort") ?? "none"];
        for (const peer of peers) {
          for (const other of peer.tHead.rows[0].cells) other.removeAttribute("aria-sort");
          if (next !== "none") peer.tHead.rows[0].cells[column].setAttribute("aria-sort", next);
          order(peer, column, { none: 0, ascending: 1, descending: -1 }[next]);
        }
      });
    });
  }

  /* A link to something folded unfolds it. */
  const reveal = () => {
    const fold = document.querySelector(":target > details.fold");
    if (fold) fold.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();

  /* Paper folds nothing. */
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details.fold:not([open])");
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of folded) fold.open = false;
  });

  /* The chapter being read is marked beside the text. */
  const links = new Map(all(".rail a").map((link) => [document.getElementById(link.hash.slice(1)), link]));
  const reading = new Set();
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) reading[isIntersecting ? "add" : "delete"](target);
      const now = [...links.keys()].findLast((chapter) => reading.has(chapter));
      if (!now) return;
      for (const [chapter, link] of links) {
        if (chapter === now) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      const link = links.get(now), rail = link.closest(".rail");
      const { offsetTop, offsetHeight } = link;
      if (offsetTop < rail.scrollTop || offsetTop + offsetHeight > rail.scrollTop + rail.clientHeight) {
        rail.scrollTop = offsetTop - rail.clientHeight / 2;
      }
    },
    { rootMargin: "-25% 0px -70% 0px" },
  );
  for (const chapter of links.keys()) if (chapter) watch.observe(chapter);
})();
