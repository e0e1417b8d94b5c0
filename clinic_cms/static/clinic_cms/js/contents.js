// Marks, in the contents list, the part of the page that is being read.

const links = new Map(
  Array.from(document.querySelectorAll(".toc a[href^='#']"), (link) => [
    decodeURIComponent(link.hash.slice(1)),
    link,
  ]),
);
const headings = Array.from(links.keys(), (id) => document.getElementById(id)).filter(Boolean);

function keepInView(link) {
  // A long list scrolls in its own box. scrollIntoView would move the page as well.
  const box = link.closest("nav");
  box.scrollTop = link.offsetTop - box.offsetTop - box.clientHeight / 2;
}

function mark() {
  // The part that is read is the last one whose heading has passed the top third of the window.
  const line = window.innerHeight / 3;
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top <= line);
  const current = passed.at(-1) ?? headings[0];
  for (const [id, link] of links) {
    if (id === current.id) {
      link.setAttribute("aria-current", "true");
      keepInView(link);
    } else {
      link.removeAttribute("aria-current");
    }
  }
}

if (headings.length) {
  // All that lies above the line counts as seen, or a leap over a heading would go unnoticed.
  const observer = new IntersectionObserver(mark, { rootMargin: "1000000px 0px -66% 0px" });
  headings.forEach((heading) => observer.observe(heading));
}
