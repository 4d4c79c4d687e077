"""Who may ask what."""

import pytest

PLACES = "/locations/v1/locations"
TOKEN = "/oauth2/token"


@pytest.fixture
def app(site):
    known = site.credentials
    return {
        "grant_type": "client_credentials",
        "client_id": known.app_id,
        "client_secret": known.app_secret,
        "instance_id": known.instance_id,
    }


@pytest.mark.parametrize("key", [None, "", "nobody"])
def test_unknown_keys(client, key):
    headers = {"wix-site-id": client.site.site_id}
    if key is not None:
        headers["Authorization"] = key
    answer = client.get(PLACES, headers=headers)
    assert (answer.status, answer.code) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize("site_id", [None, "", "11111111-1111-4111-8111-111111111111"])
def test_wrong_site(client, site_id):
    headers = {"Authorization": client.site.api_key}
    if site_id is not None:
        headers["wix-site-id"] = site_id
    assert client.get(PLACES, headers=headers).status == 403


def test_raw_and_bearer(client):
    bearer = client.headers | {"Authorization": f"Bearer {client.site.api_key}"}
    assert client.get(PLACES).status == client.get(PLACES, headers=bearer).status == 200


def test_a_key_with_few_permissions(client, site):
    event = site.add_session()
    booking = site.add_booking(event)
    key = site.add_key(["BOOKINGS.ATTENDANCE_READ"])
    headers = client.headers | {"Authorization": key}
    query = client.post("/bookings/bookings-attendance/query", {"query": {}}, headers=headers)
    assert query.status == 200
    answer = client.mark(booking, event, headers=headers)
    assert (answer.status, answer.code) == (403, "PERMISSION_DENIED")
    assert site.attendance(booking, event) is None


def test_tokens_need_no_site_and_last_four_hours(client, clock, app):
    given = client.post(TOKEN, app, headers={}).body
    assert (given["token_type"], given["expires_in"]) == ("Bearer", 14_400)
    for spelled in (given["access_token"], f"Bearer {given['access_token']}"):
        assert client.get(PLACES, headers={"Authorization": spelled}).status == 200
    clock.move(hours=4, seconds=-1)
    assert client.get(PLACES, headers={"Authorization": spelled}).status == 200
    clock.move(seconds=1)
    assert client.get(PLACES, headers={"Authorization": spelled}).status == 401


@pytest.mark.parametrize(
    ("changed", "status", "error"),
    [
        ({"client_secret": "no"}, 401, "invalid_client"),
        ({"client_id": "no"}, 401, "invalid_client"),
        ({"instance_id": "no"}, 400, "invalid_request"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
def test_refused_tokens(client, app, changed, status, error):
    answer = client.post(TOKEN, app | changed, headers={})
    assert (answer.status, answer.body["error"]) == (status, error)


def test_unknown_paths_are_404(client):
    assert client.get("/nothing").status == 404
    assert client.get("/bookings/v2/bookings/some-id").status == 404
    assert client.ask("PATCH", "/calendar/v3/events/x").status == 404


def test_a_body_that_is_not_json(client):
    connection = client.connection()
    path = "/bookings/v2/services/query"
    connection.request("POST", path, b"{", client.headers)
    assert connection.getresponse().status == 400
    connection.close()


def test_one_connection_serves_many_requests(client):
    connection = client.connection()
    for _ in range(3):
        assert client.get(PLACES, kept=connection).status == 200
    local = connection.sock.getsockname()
    client.get(PLACES, kept=connection)
    assert connection.sock.getsockname() == local
    connection.close()
