"""Which texts of a page have to be measured for contrast: one of those that are drawn alike.

Contrast takes axe two thirds of its time, and a list of fifty rows holds the same text fifty times. axe
reads colours, opacity, pictures behind, the letters' size and weight, and what lies over or under a text.
So two texts are alike if all of this is the same for them and for everything around them, and nothing that
leaves the flow of the page touches either. Fields, buttons, drawings and single signs are measured each.
"""

# Elements that shall be measured get the attribute; it says how many texts have it.
MARK = """() => {
    const drawn = ["color", "backgroundColor", "backgroundImage", "opacity", "filter", "mixBlendMode",
        "textShadow", "webkitTextStrokeWidth", "fontSize", "fontWeight"];
    const alone = "button, input, label, select, textarea, svg, [aria-disabled], [role]";
    const outOfFlow = (style) => style.position !== "static" || style.float !== "none"
        || style.transform !== "none" || style.clipPath !== "none" || style.overflow !== "visible"
        || ["marginTop", "marginRight", "marginBottom", "marginLeft", "textIndent"]
            .some((name) => style[name].startsWith("-"));
    const looks = new Map([[document.documentElement, "html"]]), floating = [], seen = new Set();
    const look = (it) => {  // null: something around it is out of the flow
        if (!looks.has(it)) {
            const around = look(it.parentElement), style = getComputedStyle(it);
            const leaves = it !== document.body && outOfFlow(style);
            if (leaves && around !== null) floating.push(it);
            looks.set(it, leaves || around === null ? null
                : `${around} ${it.localName} ${drawn.map((name) => style[name])}`);
        }
        return looks.get(it);
    };
    const all = [...document.body.querySelectorAll("*")];
    all.forEach(look);
    const boxes = floating.map((it) => it.getBoundingClientRect());
    const touched = (a) => boxes.some((b) => a.left < b.right && b.left < a.right
        && a.top < b.bottom && b.top < a.bottom);
    const own = (it) => [...it.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.data).join("");
    let texts = 0;
    for (const it of all) {
        const words = own(it), known = look(it), compared = known !== null && !it.closest(alone)
            && /[a-z0-9].*[a-z0-9]/is.test(words) && !touched(it.getBoundingClientRect());
        it.toggleAttribute("data-measured", !(compared && seen.has(known)));
        if (compared) seen.add(known);
        texts += words.trim() !== "" && it.hasAttribute("data-measured");
    }
    return texts;
}"""
# Told to axe once on each page, after its script.
ONLY_MARKED = """axe.configure({
    rules: [{ id: "color-contrast", selector: "[data-measured]" }],
});"""
