// Offers to copy the key where the browser can do it; without script it is selected by hand.
const button = document.getElementById("copy");
if (button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById("key").textContent);
    button.textContent = "Copied";
  });
}
