/** Three templates as a team would write them, for every test that needs something to send. */

export const welcomeEmail = {
  file: 'statemachines/templates/trial-welcome.email.mjml',
  text: `---
subject: Welcome, {{ contact.firstName | default: "there" }}
preview: Your first project in five minutes
sender: team
sample: { contact: { firstName: Ann } }
---
<mj-section><mj-column>
  <mj-text>Hello {{ contact.firstName | default: "there" }}, good to see you.</mj-text>
  <mj-button href="https://app.acme.example/start?plan={{ contact.plan }}&amp;from=mail">Create a project</mj-button>
</mj-column></mj-section>
`,
};

export const cartEmail = {
  file: 'statemachines/templates/left-cart.fr.email.html',
  text: `---
subject: Vous avez oublié {{ event.items | size }} article(s)
sample: { event: { items: [{ name: Tasse, url: 'https://shop.example/p/1' }] } }
---
<!doctype html>
<html lang="fr"><body>
<h1>Votre panier</h1>
<ul>
{% for item in event.items %}
  <li><a href="{{ item.url }}">{{ item.name }}</a>, <a href="https://shop.example/cart?drop={{ item.name }}">retirer</a></li>
{% endfor %}
</ul>
<p><a href="{{ unsubscribeUrl }}">Ne plus recevoir</a><br>{{ postalAddress | newline_to_br }}</p>
</body></html>
`,
};

export const codeSms = {
  file: 'statemachines/templates/call-offer.sms.txt',
  text: `---
sample: { contact: { firstName: Ann } }
---
Hi {{ contact.firstName | default: "there" }}, shall we call you today? Reply YES.
`,
};

export const exampleTemplates = [welcomeEmail, cartEmail, codeSms];
