// An OpenID Connect server on a free loopback port, with plain pages that load nothing from elsewhere.
// node server.mjs FOLDER, where oidc-provider is installed; prints the issuer when it listens.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const library = join(process.argv[2], 'node_modules/oidc-provider/lib/index.js');
const { Provider } = await import(pathToFileURL(library));

const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

const html = (title, body) => `<!DOCTYPE html><html lang="en"><title>${title}</title><main>${body}</main></html>`;
const page = (title, text, button) => async (context, form = '') => {
  context.body = html(title, `<p>${text}</p>${form}${button ?? ''}`);
};

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'gel-reader',
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      redirect_uris: ['http://127.0.0.1/callback/'],
      post_logout_redirect_uris: [`${issuer}/bye`],
      grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
      response_types: ['code'],
    },
  ],
  claims: { openid: ['sub'], profile: ['name'] },
  findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id, name: 'Ada Lovelace' }) }),
  features: {
    devInteractions: { enabled: false },
    deviceFlow: {
      enabled: true,
      userCodeInputSource: page('Code', 'Enter the code.', '<button form="op.deviceInputForm">Go on</button>'),
      userCodeConfirmSource: page('Confirm', 'Is it yours?', '<button form="op.deviceConfirmForm">Yes</button>'),
      successSource: page('Confirmed', 'You may close this page.'),
    },
    pushedAuthorizationRequests: { enabled: true },
    revocation: { enabled: true, allowedPolicy: () => true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: page('Sign out', 'Sign out?', '<button form="op.logoutForm" name="logout" value="yes">Yes</button>'),
      postLogoutSuccessSource: page('Signed out', 'Bye.'),
    },
  },
  interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
  issueRefreshToken: async (context, client, code) => code.scopes.has('offline_access'),
  rotateRefreshToken: true,
  cookies: { keys: ['acceptance'] },
  renderError: async (context, out) => {
    context.type = 'html';
    context.body = html('Error', `<pre>${JSON.stringify(out)}</pre>`);
  },
});

const CHOICE = '<form method="post"><button>Yes</button><button formaction="?deny">No</button></form>';

async function consent({ params, session, grantId }) {
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  return { consent: { grantId: await grant.save() } };
}

async function interact(request, response, denied) {
  const details = await provider.interactionDetails(request, response);
  if (request.method === 'GET') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(html(details.prompt.name, CHOICE));
    return;
  }
  let result = { error: 'access_denied', error_description: 'The person said no' };
  if (!denied) {
    result = details.prompt.name === 'login' ? { login: { accountId: 'ada' } } : await consent(details);
  }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: !denied });
}

const protocol = provider.callback();
server.on('request', (request, response) => {
  const address = new URL(request.url, issuer);
  if (address.pathname.startsWith('/interaction/')) {
    interact(request, response, address.searchParams.has('deny'));
  } else if (address.pathname === '/bye') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(html('Bye', 'Bye.'));
  } else {
    protocol(request, response);
  }
});
console.log(issuer);
