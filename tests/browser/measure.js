/* What can be measured on a page. Each function gives the parts that are wrong, in words; none is good. */
var measure = (function () {
  "use strict";
  var root = document.documentElement;

  function name(element) {
    var words = (element.getAttribute("aria-label") || element.textContent || element.value || "").replace(/\s+/g, " ").trim();
    var classes = (element.getAttribute("class") || "").trim().replace(/\s+/g, ".");
    return "<" + element.localName + (element.id ? "#" + element.id : "") + (classes ? "." + classes : "") + "> " + words.slice(0, 40);
  }

  function style(element) { return window.getComputedStyle(element); }

  /* Shown on the screen: not 'none', not hidden for all but screen readers, not in a closed part. */
  function shown(element) {
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) { return false; }
    var box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && !element.closest(".hidden-text, .skip:not(:focus)");
  }

  function within(element, test) {
    for (var part = element; part && part !== document.body; part = part.parentElement) { if (test(part)) { return true; } }
    return false;
  }

  /* In a part that scrolls by itself, or that is for screen readers only. */
  function apart(element) {
    return within(element, function (part) {
      return /auto|scroll/.test(style(part).overflowX) || style(part).clipPath !== "none";
    });
  }

  function all(selector) { return Array.prototype.filter.call(document.querySelectorAll(selector), shown); }

  /* Each line of each piece of text, as a box; `everywhere` also in parts that scroll by themselves. */
  function lines(everywhere) {
    var found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), node;
    while ((node = walker.nextNode())) {
      if (!node.data.trim() || !node.parentElement || !shown(node.parentElement) || (!everywhere && apart(node.parentElement))) { continue; }
      var range = document.createRange();
      range.selectNodeContents(node);
      Array.prototype.forEach.call(range.getClientRects(), function (box) {
        if (box.width > 1 && box.height > 1) { found.push({ box: box, text: node.data.trim().slice(0, 40), parent: node.parentElement }); }
      });
    }
    return found;
  }

  var TARGETS = "a[href], button, input, select, textarea, summary, [tabindex='0'], [role='option']";

  function light(color) {
    var parts = color.match(/[\d.]+/g).slice(0, 3).map(function (part) {
      var value = part / 255;
      return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }

  function contrast(one, other) {
    var lights = [light(one), light(other)].sort(function (a, b) { return b - a; });
    return (lights[0] + 0.05) / (lights[1] + 0.05);
  }

  /* The color behind an element: its own or that of the nearest element around it that has one. */
  function ground(element) {
    for (var part = element; part; part = part.parentElement) {
      var color = style(part).backgroundColor;
      if (!/^rgba\(.*, 0\)$/.test(color)) { return color; }
    }
    return "rgb(255, 255, 255)";
  }

  function ringed(element) {
    var now = style(element);
    return now.outlineStyle !== "none" && parseFloat(now.outlineWidth) >= 2 && contrast(now.outlineColor, ground(element.parentElement || element)) >= 3;
  }

  /* How thick the lines of a drawing are. */
  function strokes(element) {
    return Array.prototype.map.call(element.querySelectorAll("rect, path, circle"), function (part) { return style(part).strokeWidth; }).join();
  }

  return {
    /* The page scrolls sideways, or text runs out of it. */
    sideways: function () {
      var found = lines().filter(function (line) { return line.box.right > root.clientWidth + 1 || line.box.left < -1; });
      var wide = root.scrollWidth > root.clientWidth ? ["the page is " + root.scrollWidth + " px wide on a screen of " + root.clientWidth] : [];
      return wide.concat(found.map(function (line) { return "runs out of the page: " + line.text; }));
    },

    /* Text that its own box cuts off. */
    clipped: function () {
      return all("body *").filter(function (element) {
        var now = style(element), cuts = /hidden|clip/;
        if (apart(element) || element.closest("svg")) { return false; }
        return (cuts.test(now.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
          (cuts.test(now.overflowY) && element.scrollHeight > element.clientHeight + 1);
      }).map(function (element) { return "cut off: " + name(element); });
    },

    /* Two texts that lie on one another. */
    overlapping: function () {
      var all = lines().sort(function (a, b) { return a.box.top - b.box.top; }), found = [];
      all.forEach(function (one, number) {
        for (var next = number + 1; next < all.length && all[next].box.top < one.box.bottom; next += 1) {
          var other = all[next];
          var width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
          var height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
          if (width > 2 && height > Math.min(one.box.height, other.box.height) / 2) { found.push("'" + one.text + "' lies on '" + other.text + "'"); }
        }
      });
      return found;
    },

    /* Buttons, boxes and links that are no part of a line of text and are smaller than 24 px. */
    small: function () {
      return all(TARGETS).filter(function (element) {
        var box = element.getBoundingClientRect();
        return style(element).display !== "inline" && (box.width < 24 || box.height < 24);
      }).map(function (element) {
        var box = element.getBoundingClientRect();
        return "small (" + Math.round(box.width) + " by " + Math.round(box.height) + " px): " + name(element);
      });
    },

    /* Buttons, boxes and links that stand for themselves and are lower than a thumb. */
    low: function () {
      return all("button, .button, summary, select, label.choice, nav a, .strip a, .crumbs a, .row > a, .card-title a, .papers a").filter(function (element) {
        return element.getBoundingClientRect().height < 43.5;
      }).map(function (element) { return "low (" + Math.round(element.getBoundingClientRect().height) + " px): " + name(element); });
    },

    /* Links within sentences that only their color tells from other words. A source mark has its brackets. */
    unlined: function () {
      return all("main p a:not(.mark), main dd a:not(.mark), main li a:not(.mark)").filter(function (element) {
        var before = element.previousSibling, after = element.nextSibling;
        var sentence = [before, after].some(function (node) { return node && node.nodeType === 3 && /\w/.test(node.data); });
        return sentence && style(element).textDecorationLine.indexOf("underline") < 0;
      }).map(function (element) { return "not underlined: " + name(element); });
    },

    /* Text with too little contrast against its background: less than 4.5:1, or 3:1 for large text (WCAG 1.4.3). */
    faint: function () {
      return lines(true).filter(function (line) {
        var now = style(line.parent), size = parseFloat(now.fontSize), large = size >= 24 || (size >= 18.66 && now.fontWeight >= 700);
        if (line.parent.closest("svg, :disabled")) { return false; }
        return contrast(now.color, ground(line.parent)) < (large ? 3 : 4.5);
      }).map(function (line) { return "faint: " + line.text; });
    },

    /* Whatever takes the focus and shows no ring that stands out from the page. */
    ringless: function () {
      return all(TARGETS).filter(function (element) {
        var before = strokes(element);
        element.focus({ preventScroll: true });
        return document.activeElement !== element || !(ringed(element) || strokes(element) !== before);
      }).map(function (element) { return "no focus ring: " + name(element); });
    },

    /* Buttons that do nothing without scripts: all but those that send a form to an address. */
    dead: function () {
      return all("button, [role='button'], input, select").filter(function (element) {
        return !element.form || !element.form.getAttribute("action") || (element.localName === "button" && element.type !== "submit");
      }).map(function (element) { return "dead: " + name(element); });
    }
  };
})();
