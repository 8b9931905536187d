// Offers to copy the key where the browser can do it; without script it is selected by hand.
const button = document.getElementById("copy");
const key = document.getElementById("key");
if (button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(key.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(key);
      button.textContent = "Not copied: the key is selected, copy it by hand";
    }
  });
}
