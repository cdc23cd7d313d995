package config

import (
	"strings"
	"testing"
	"time"
)

func TestRead(t *testing.T) {
	values := map[string]string{"ORDERS_ADDR": ":9090", "ORDERS_LOG_FORMAT": "text", "ORDERS_CUT_OFF": "16h30m"}

	settings, err := Read(func(name string) string { return values[name] })

	want := Settings{":9090", "info", "text", "Asia/Shanghai", 16*time.Hour + 30*time.Minute, 10 * time.Second, ""}
	if err != nil || settings != want {
		t.Errorf("got %+v, %v; want %+v", settings, err, want)
	}
}

func TestReadReportsAllProblems(t *testing.T) {
	values := map[string]string{"ORDERS_LOG_FORMAT": "xml", "ORDERS_SHUTDOWN_GRACE": "soon", "ORDERS_CUT_OFF": "25h"}

	_, err := Read(func(name string) string { return values[name] })

	for name := range values {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%v does not name %s", err, name)
		}
	}
}
