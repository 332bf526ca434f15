/** The shop's own behavior: buttons that tell what was done, and a sign-up that keeps the page. Without it the form still posts. */
(() => {
  const { anonymousId, visitor, track, identify } = window.acme;

  function tell(text) {
    const told = document.querySelector('.told');
    told.textContent = text;
    told.classList.add('shown');
    clearTimeout(tell.timer);
    tell.timer = setTimeout(() => told.classList.remove('shown'), 4000);
  }

  function showVisitor() {
    const { email, firstName } = visitor();
    for (const place of document.querySelectorAll('[data-visitor]')) place.textContent = firstName || 'friend';
    for (const part of document.querySelectorAll('[data-when="known"]')) part.hidden = !email;
  }

  for (const button of document.querySelectorAll('[data-track]')) {
    button.addEventListener('click', async () => {
      const event = button.dataset.track;
      const properties = JSON.parse(button.dataset.properties ?? '{}');
      const number = crypto.getRandomValues(new Uint32Array(1))[0] % 100_000;
      if (event === 'order.paid') properties.orderId = `A-${number}`;
      if (event === 'project.created') properties.projectId = `P-${number}`;
      const isTaken = await track(event, properties).catch(() => false);
      const who = visitor().email ? '' : ' (by somebody we do not know yet: sign up first)';
      tell(isTaken ? `Tracked ${event}${who}` : `Could not track ${event}`);
    });
  }

  const form = document.querySelector('form');
  if (form) {
    form.elements.anonymousId.value = anonymousId();
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const button = form.querySelector('button');
      button.disabled = true;
      showWrong('');
      try {
        await signUp();
      } catch {
        showWrong('The local stack does not answer. Is `npm start` running?');
      }
      button.disabled = false;
    });
  }

  /** The same names as in a plain post; a box left empty is left out, as a browser does. */
  async function signUp() {
    const said = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
    const response = await fetch(form.action, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(said),
    });
    if (!response.ok) {
      const problem = await response.json().catch(() => ({}));
      showWrong(problem.detail ?? problem.title ?? 'That did not work. Please look at what you wrote.');
      return;
    }
    await identify({ email: said.email, ...(said.firstName && { firstName: said.firstName }) });
    showVisitor();
    form.hidden = true;
    const done = document.querySelector('[data-testid="signup-done"]');
    done.hidden = false;
    done.focus();
  }

  function showWrong(text) {
    const wrong = form.querySelector('.wrong');
    wrong.textContent = text;
    wrong.hidden = text === '';
  }

  showVisitor();
})();
