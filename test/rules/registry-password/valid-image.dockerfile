FROM docker
RUN docker login ghcr.io -u x -p "$P"
