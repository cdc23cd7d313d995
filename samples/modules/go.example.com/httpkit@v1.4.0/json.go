package httpkit

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

const maxBody = 1 << 20

// Read decodes the request's body, one JSON value of at most 1 MiB with no unknown field. If it cannot, it answers
// with the reason and returns false.
func Read(w http.ResponseWriter, r *http.Request, value any) bool {
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(value)
	if err == nil && decoder.Decode(&struct{}{}) != io.EOF {
		err = errors.New("more than one value")
	}
	var tooLarge *http.MaxBytesError
	switch {
	case err == nil:
		return true
	case errors.As(err, &tooLarge):
		Fail(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("The body has more than %d bytes.", maxBody))
	default:
		Fail(w, http.StatusBadRequest, fmt.Sprintf("The body is not what is expected: %v.", err))
	}
	return false
}

// Write answers with value as JSON.
func Write(w http.ResponseWriter, status int, value any) {
	write(w, status, "application/json", value)
}

// Fail answers with problem details.
func Fail(w http.ResponseWriter, status int, detail string) {
	write(w, status, "application/problem+json", struct {
		Title  string `json:"title"`
		Status int    `json:"status"`
		Detail string `json:"detail"`
	}{http.StatusText(status), status, detail})
}

func write(w http.ResponseWriter, status int, contentType string, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n'))
}
