// Mattermost's own client against the server at the URL that is the first argument. Prints what each
// call came to, one line of JSON per call.
const { Client4 } = require('@mattermost/client');

const [url] = process.argv.slice(2);

async function call(name, token, tokenId) {
    const client = new Client4();
    client.setUrl(url);
    client.setToken(token);
    try {
        const answer = await client[name](tokenId);
        console.log(JSON.stringify({ name, token, answer }));
    } catch (error) {
        const { message, server_error_id, status_code } = error;
        console.log(JSON.stringify({ name, token, error: { message, server_error_id, status_code } }));
    }
}

(async () => {
    await call('enableUserAccessToken', 'admin-token', 't1');
    await call('disableUserAccessToken', 'admin-token', 't1');
    await call('enableUserAccessToken', 'guest', 't1');
    await call('disableUserAccessToken', 'guest', 't1');
})();
