namespace Credentials.Browser.Tests;

/// <summary>What the browser itself can tell of a page that was rendered. Each script answers what is wrong, and nothing where all is well.</summary>
internal static class PageChecks
{
    /// <summary>Text against what lies under it (WCAG 1.4.3), names of controls and pictures, the heading, the language, the size of targets (2.5.8).</summary>
    public const string Faults =
        """
        () => {
          const faults = [];
          const seen = e => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0 && !e.closest(".skip, .visually-hidden");
          const say = (rule, e, more = "") => faults.push(`${rule}: ${e.outerHTML.slice(0, 90)} ${more}`);
          const parse = text => { const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
          const over = (f, b) => ({ r: f.r * f.a + b.r * (1 - f.a), g: f.g * f.a + b.g * (1 - f.a), b: f.b * f.a + b.b * (1 - f.a), a: 1 });
          const under = e => {
            if (!e) return { r: 255, g: 255, b: 255, a: 1 };
            const own = parse(getComputedStyle(e).backgroundColor);
            return own.a === 1 ? own : over(own, under(e.parentElement));
          };
          const light = c => [c.r, c.g, c.b].map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
          const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };

          for (const e of document.querySelectorAll("body *")) {
            if (!seen(e) || e.matches(":disabled, option") || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
            const style = getComputedStyle(e), back = under(e);
            const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
            const found = ratio(over(parse(style.color), back), back);
            if (found < (large ? 3 : 4.5)) say("contrast", e, found.toFixed(2));
          }
          for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, progress")) {
            const named = e.getAttribute("aria-label") || e.labels?.[0]?.textContent || e.textContent || e.querySelector("img")?.alt;
            if (!named?.trim()) say("no name", e);
            for (const id of (e.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean)) if (!document.getElementById(id)) say("describes nothing", e, id);
            if (!seen(e) || e.matches("progress")) continue;
            const box = e.getBoundingClientRect();
            const inText = e.matches("a") && getComputedStyle(e).display === "inline";
            if (!inText && (box.width < 24 || box.height < 24)) say("target", e, `${box.width}x${box.height}`);
          }
          for (const e of document.querySelectorAll("img")) if (!e.hasAttribute("alt")) say("no alt", e);
          for (const e of document.querySelectorAll("th:not([scope])")) say("no scope", e);
          if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
          for (const part of ["header", "main", "footer"]) if (document.querySelectorAll(`body > ${part}`).length !== 1) faults.push(`not one ${part}`);
          if (document.scrollingElement.scrollWidth > innerWidth) faults.push(`scrolls sideways: ${document.scrollingElement.scrollWidth}`);
          return faults;
        }
        """;

    /// <summary>Whether what has the focus shows it and is in sight, and where it stands among all that can have it.</summary>
    public const string Focus =
        """
        () => {
          const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
          if (e === document.body) return { place: -1, fault: "" };
          const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter(o => o.checkVisibility() && !o.disabled);
          const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
          const inSight = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          const fault = !ring ? "no ring" : !inSight ? "out of sight" : "";
          return { place: all.indexOf(e), fault: fault && `${fault}: ${e.outerHTML.slice(0, 90)}` };
        }
        """;
}
