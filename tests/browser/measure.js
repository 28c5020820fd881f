/* Measurements of a page. Each function returns a list of problems as text; an empty list is a pass. */
window.measure = (() => {
  "use strict";
  const root = document.documentElement;

  /* A short description of an element. */
  function name(element) {
    const text = (element.getAttribute("aria-label") || element.textContent || element.value || "")
      .replace(/\s+/g, " ")
      .trim();
    const classes = (element.getAttribute("class") || "").trim().replace(/\s+/g, ".");
    return (
      "<" +
      element.localName +
      (element.id ? `#${element.id}` : "") +
      (classes ? `.${classes}` : "") +
      "> " +
      text.slice(0, 40)
    );
  }

  function style(element) {
    return window.getComputedStyle(element);
  }

  /* Whether an element is visible: displayed, not only for screen readers, and not in a closed <details>. */
  function isVisible(element) {
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) {
      return false;
    }
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && !element.closest(".hidden-text, .skip:not(:focus)");
  }

  /* Whether a test is true for an element or one of its ancestors. */
  function within(element, test) {
    for (let node = element; node && node !== document.body; node = node.parentElement) {
      if (test(node)) {
        return true;
      }
    }
    return false;
  }

  /* Whether an element is in a scroll container, or only for screen readers. */
  function outsideLayout(element) {
    return within(element, (node) => /auto|scroll/.test(style(node).overflowX) || style(node).clipPath !== "none");
  }

  /* The visible elements that match a selector. */
  function visibleElements(selector) {
    return Array.prototype.filter.call(document.querySelectorAll(selector), isVisible);
  }

  /* The box of each line of text; with `everywhere`, also in scroll containers. */
  function lines(everywhere) {
    const boxes = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (
        !node.data.trim() ||
        !node.parentElement ||
        !isVisible(node.parentElement) ||
        (!everywhere && outsideLayout(node.parentElement))
      ) {
        continue;
      }
      const range = document.createRange();
      range.selectNodeContents(node);
      Array.prototype.forEach.call(range.getClientRects(), (box) => {
        if (box.width > 1 && box.height > 1) {
          boxes.push({ box: box, text: node.data.trim().slice(0, 40), parent: node.parentElement });
        }
      });
    }
    return boxes;
  }

  const TARGETS = "a[href], button, input, select, textarea, summary, [tabindex='0'], [role='option']";

  /* The relative luminance of a color (WCAG 2). */
  function luminance(color) {
    const channels = color
      .match(/[\d.]+/g)
      .slice(0, 3)
      .map((channel) => {
        const value = channel / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      });
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
  }

  /* The contrast ratio of two colors (WCAG 2). */
  function contrast(first, second) {
    const values = [luminance(first), luminance(second)].sort((a, b) => b - a);
    return (values[0] + 0.05) / (values[1] + 0.05);
  }

  /* The background color of an element: its own, or that of the nearest ancestor with one. */
  function background(element) {
    for (let node = element; node; node = node.parentElement) {
      const color = style(node).backgroundColor;
      if (!/^rgba\(.*, 0\)$/.test(color)) {
        return color;
      }
    }
    return "rgb(255, 255, 255)";
  }

  /* Whether an element has a visible focus ring. */
  function hasRing(element) {
    const styles = style(element);
    return (
      styles.outlineStyle !== "none" &&
      parseFloat(styles.outlineWidth) >= 2 &&
      contrast(styles.outlineColor, background(element.parentElement || element)) >= 3
    );
  }

  /* The stroke widths of an SVG drawing, which change when it has the focus. */
  function strokes(element) {
    return Array.prototype.map
      .call(element.querySelectorAll("rect, path, circle"), (shape) => style(shape).strokeWidth)
      .join();
  }

  return {
    /* The page scrolls sideways, or text is outside it. */
    sideways: () => {
      const outside = lines().filter((line) => line.box.right > root.clientWidth + 1 || line.box.left < -1);
      const wide =
        root.scrollWidth > root.clientWidth
          ? [`the page is ${root.scrollWidth} px wide on a screen of ${root.clientWidth} px`]
          : [];
      return wide.concat(outside.map((line) => `outside the page: ${line.text}`));
    },

    /* Elements that cut off their own content. */
    clipped: () =>
      visibleElements("body *")
        .filter((element) => {
          const styles = style(element);
          const cuts = /hidden|clip/;
          if (outsideLayout(element) || element.closest("svg")) {
            return false;
          }
          return (
            (cuts.test(styles.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
            (cuts.test(styles.overflowY) && element.scrollHeight > element.clientHeight + 1)
          );
        })
        .map((element) => `cut off: ${name(element)}`),

    /* Lines of text that overlap. */
    overlapping: () => {
      const sorted = lines().sort((a, b) => a.box.top - b.box.top);
      const problems = [];
      sorted.forEach((line, index) => {
        for (let next = index + 1; next < sorted.length && sorted[next].box.top < line.box.bottom; next += 1) {
          const other = sorted[next];
          const width = Math.min(line.box.right, other.box.right) - Math.max(line.box.left, other.box.left);
          const height = Math.min(line.box.bottom, other.box.bottom) - Math.max(line.box.top, other.box.top);
          if (width > 2 && height > Math.min(line.box.height, other.box.height) / 2) {
            problems.push(`'${line.text}' overlaps '${other.text}'`);
          }
        }
      });
      return problems;
    },

    /* Controls and links that are not inline and are smaller than 24 by 24 px (WCAG 2.5.8). */
    small: () =>
      visibleElements(TARGETS)
        .filter((element) => {
          const box = element.getBoundingClientRect();
          return style(element).display !== "inline" && (box.width < 24 || box.height < 24);
        })
        .map((element) => {
          const box = element.getBoundingClientRect();
          return `small (${Math.round(box.width)} by ${Math.round(box.height)} px): ${name(element)}`;
        }),

    /* Primary controls and standalone links that are less than 44 px high, the size of a thumb. */
    low: () =>
      visibleElements(
        "button, .button, summary, select, label.choice, " +
          ":is(nav, .strip, .crumbs, .card-title, .pdfs) a, .site-row > a",
      )
        .filter((element) => element.getBoundingClientRect().height < 43.5)
        .map((element) => `low (${Math.round(element.getBoundingClientRect().height)} px): ${name(element)}`),

    /* Links within sentences that are not underlined (WCAG 1.4.1). Source marks have brackets instead. */
    unlined: () =>
      visibleElements("main p a:not(.mark), main dd a:not(.mark), main li a:not(.mark)")
        .filter((element) => {
          const before = element.previousSibling;
          const after = element.nextSibling;
          const sentence = [before, after].some((node) => node && node.nodeType === 3 && /\w/.test(node.data));
          return sentence && style(element).textDecorationLine.indexOf("underline") < 0;
        })
        .map((element) => `not underlined: ${name(element)}`),

    /* Text with a contrast of less than 4.5:1, or 3:1 if it is large (WCAG 1.4.3). */
    faint: () =>
      lines(true)
        .filter((line) => {
          const styles = style(line.parent);
          const size = parseFloat(styles.fontSize);
          const large = size >= 24 || (size >= 18.66 && styles.fontWeight >= 700);
          if (line.parent.closest("svg, :disabled")) {
            return false;
          }
          return contrast(styles.color, background(line.parent)) < (large ? 3 : 4.5);
        })
        .map((line) => `low contrast: ${line.text}`),

    /* Focusable elements without a visible focus ring (WCAG 2.4.7). */
    ringless: () =>
      visibleElements(TARGETS)
        .filter((element) => {
          const before = strokes(element);
          element.focus({ preventScroll: true });
          return document.activeElement !== element || !(hasRing(element) || strokes(element) !== before);
        })
        .map((element) => `no focus ring: ${name(element)}`),

    /* Controls that do nothing without scripts: all but those of a form with an action. */
    dead: () =>
      visibleElements("button, [role='button'], input, select")
        .filter(
          (element) =>
            !element.form?.getAttribute("action") || (element.localName === "button" && element.type !== "submit"),
        )
        .map((element) => `needs scripts: ${name(element)}`),
  };
})();
