# shellcheck shell=sh
# A virtual screen for packaging/run; sourced by it after setup.sh, never run.
#
# Xvnc is the X server and the VNC server in one. It listens on the loopback address only and asks
# for a password made for this one run; a cookie keeps other users of the machine off the screen.
# Server, window manager and secrets end with the program.

on_virtual_screen() {
    xvnc=$(command -v Xtigervnc || command -v Xvnc) ||
        die "Xvnc is missing; install tigervnc-standalone-server and start again."
    secrets=$(mktemp -d)
    server='' manager='' program=''
    trap 'end_screen' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP

    start_server
    export DISPLAY=":$number" XAUTHORITY="$secrets/cookie" QT_QPA_PLATFORM=xcb
    unset WAYLAND_DISPLAY
    openbox >"$secrets/openbox.log" 2>&1 &
    manager=$!
    say_how_to_connect

    # In the background, because a shell that waits for a foreground program hears no signal.
    "$@" &
    program=$!
    code=0
    wait "$program" || code=$?
    program=
    return "$code"
}

# Sets server and number. The server picks a free display and says which on file descriptor 3.
start_server() {
    password=$(random_word 4)
    printf '%s\n' "$password" | tigervncpasswd -f >"$secrets/password"
    cookie=$(random_word 16)
    # The server reads the cookie alone; the number is not known yet.
    xauth -q -f "$secrets/cookie" add :0 . "$cookie" 2>/dev/null
    mkfifo "$secrets/number"
    "$xvnc" -displayfd 3 -localhost=1 -SecurityTypes VncAuth -PasswordFile "$secrets/password" \
        -auth "$secrets/cookie" -nolisten tcp -geometry "${TURNOUT_VNC_SIZE:-1280x800}" -depth 24 \
        -AlwaysShared -desktop turnout 3>"$secrets/number" >"$secrets/xvnc.log" 2>&1 &
    server=$!
    # Ends at once if the server dies, because then nobody holds the other end.
    number=
    read -r number <"$secrets/number" || true
    if [ -z "$number" ]; then
        tail -n 20 "$secrets/xvnc.log" >&2
        die "the virtual screen did not start (above); is another one using its port?"
    fi
    xauth -q -f "$secrets/cookie" add ":$number" . "$cookie" 2>/dev/null
}

random_word() { "$VENV/bin/python" -c 'import secrets, sys; print(secrets.token_hex(int(sys.argv[1])))' "$1"; }

say_how_to_connect() {
    port=$((5900 + number))
    say "the window opens on a virtual screen of this machine. To see it, point a VNC viewer at"
    say "    localhost:$port    password $password"
    say "From another computer, first: ssh -L $port:localhost:$port $(id -un)@$(uname -n)"
}

end_screen() {
    for process in $program $manager $server; do
        kill "$process" 2>/dev/null || continue
        wait "$process" 2>/dev/null || true
    done
    rm -rf "$secrets"
}
